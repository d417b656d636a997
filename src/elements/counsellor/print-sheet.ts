/** While this stands at the root, paper shows what is beside the page and nothing of the page (styles/office-print.css). */
const PRINTS = 'prints-sheet';
const SHEETS = 'body > :is(invitation-sheet, paper-form)';

/** Prints one element alone. It is put beside the page only while it is printed. Resolves when the browser's own dialog was asked for. */
export async function printAlone(sheet: HTMLElement): Promise<void> {
  // Where a browser never said that it was done, the sheet of the one before is still there.
  document.querySelector(SHEETS)?.remove();
  document.body.append(sheet);
  document.documentElement.classList.add(PRINTS);
  const done = (): void => {
    sheet.remove();
    if (!document.querySelector(SHEETS)) document.documentElement.classList.remove(PRINTS);
  };
  window.addEventListener('afterprint', done, { once: true });
  // Two frames: the sheet draws itself, then what is in it.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  window.print();
}
