import type { Sheet } from '../../appointment/sheet.ts';
import './invitation-sheet.ts';

/** While this stands at the root, paper shows the sheet and nothing else of the page (styles/office-print.css). */
const PRINTS = 'prints-sheet';

/** Prints one sheet. It is put beside the page only while it is printed. Resolves when the browser's own dialog was asked for. */
export async function printSheet(sheet: Sheet): Promise<void> {
  // Where a browser never said that it was done, the sheet of the one before is still there.
  document.querySelector('body > invitation-sheet')?.remove();
  const element = document.createElement('invitation-sheet');
  Object.assign(element, { sheet });
  document.body.append(element);
  document.documentElement.classList.add(PRINTS);
  const done = (): void => {
    element.remove();
    if (!document.querySelector('body > invitation-sheet')) document.documentElement.classList.remove(PRINTS);
  };
  window.addEventListener('afterprint', done, { once: true });
  // Two frames: the sheet draws itself, then the code in it.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  window.print();
}
