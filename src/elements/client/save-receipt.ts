import type { Receipt } from '../../gate/receipt.ts';

/** A download has been read long before this; Firefox reads it a moment after the click. */
const KEEP_ADDRESS = 30_000;

/** A file for the person, made on this device; no server hears of it. Its name says nothing about counselling (W-12). */
export function saveReceipt(receipt: Receipt): void {
  const json = JSON.stringify(receipt, null, 2);
  const address = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `nachweis-${receipt.receiptId.slice(0, 8)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS);
}
