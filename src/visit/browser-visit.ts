import type { DoorPorts } from './ports.ts';
import type { View } from './view.ts';
import { Visit } from './visit.ts';

/** The visit of a real page, with what only a visit needs. Loaded behind the first screen. */
class BrowserVisit extends Visit {
  constructor(ports: DoorPorts, language: string, show: (view: View) => void) {
    super(
      {
        ...ports,
        openMailbox: async (secret) => (await import('../mailbox/mailbox.ts')).openClientMailbox(secret),
        sealReceipt: async (receipt, key) => {
          try {
            return await (await import('../records/sealed-receipt.ts')).sealReceipt(receipt, key);
          } catch {
            // No point of the curve, or the code did not come: the person is told and can hand the receipt over as a file.
            return null;
          }
        },
        writeReceiptFile: async (receipt, secret) => {
          try {
            return await (await import('../records/receipt-file.ts')).writeReceiptFile(receipt, secret);
          } catch {
            // The code did not come: the person gets the receipt all the same, only nobody vouches for it.
            return JSON.stringify(receipt, null, 2);
          }
        },
        saveFile,
      },
      language,
      show,
    );
  }
}

/** A download has been read long before this; Firefox reads it a moment after the click. */
const KEEP_ADDRESS = 30_000;

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS);
}

export { BrowserVisit as Visit };
