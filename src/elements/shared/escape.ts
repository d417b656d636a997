const WITHIN = 2_000;

/**
 * Calls `leave` when Escape is pressed three times within two seconds, wherever the focus is. A dialog that
 * closes on the first press does not get in the way. Returns a function that stops watching.
 */
export function watchEscape(leave: () => void, target: EventTarget = document): () => void {
  let presses: number[] = [];
  const onKey = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.repeat) return;
    if (event.key !== 'Escape') {
      presses = [];
      return;
    }
    presses = [...presses.filter((time) => event.timeStamp - time < WITHIN), event.timeStamp];
    if (presses.length >= 3) {
      presses = [];
      leave();
    }
  };
  target.addEventListener('keydown', onKey, { capture: true });
  return () => target.removeEventListener('keydown', onKey, { capture: true });
}
