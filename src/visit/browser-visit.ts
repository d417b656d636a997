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
      },
      language,
      show,
    );
  }
}

export { BrowserVisit as Visit };
