/** A download has been read long before this; Firefox reads it a moment after the click. */
const KEEP_ADDRESS = 30_000;

/** Hands a text to the browser as a download; no server hears of it. A download needs no permission of the policy of this page. */
export function saveFile({
  name,
  type,
  text,
}: {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS);
}
