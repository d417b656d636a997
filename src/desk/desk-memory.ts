import type { Problem } from '../errors.ts';
import type { Site } from '../service/site-schema.ts';
import type { DeskPlace } from './pages.ts';
import type { RoomSession } from './room-session.ts';
import type { OfferedService } from './view.ts';

/** What the parts of a desk know together, as long as the page is open. */
export class DeskMemory {
  language: string;
  site: Site | null = null;
  services: readonly OfferedService[] = [];
  /** What keeps the page from working at all; null: nothing. */
  broken: Problem | null = null;
  place: DeskPlace = { page: 'appointments' };
  session: RoomSession | null = null;
  /** What lay in this browser is gone, and is not put back; null: nothing is gone. */
  loss: 'lost' | 'puttingBack' | null = null;
  /** Sessions that are over, and whose receipts lie nowhere but here since the loss. */
  kept: readonly RoomSession[] = [];
  /** Of the last act. */
  problem: Problem | null = null;
  /** What happened without an act; stays until somebody has seen it. */
  trouble: Problem | null = null;

  constructor(language: string) {
    this.language = language;
  }

  /** All that was said has arrived: that something did not is not true any more. */
  arrived(): void {
    if (this.problem?.code === 'MAILBOX_UNREACHABLE') this.problem = null;
    if (this.trouble?.code === 'MAILBOX_UNREACHABLE') this.trouble = null;
  }

  /** Goes to a page. While a room is open its frame must stay where it is, and nothing else is shown. Returns whether it was done. */
  moveTo(place: DeskPlace): boolean {
    if (this.session?.isOn) return false;
    this.place = place;
    if (place.page !== 'opening' && place.page !== 'room') this.closeRoom();
    return true;
  }

  closeRoom(): void {
    this.session?.close();
    if (this.session && this.loss) this.kept = [...this.kept, this.session];
    this.session = null;
  }

  /** Drops what only somebody who unlocked the office may see. */
  forget(): void {
    this.closeRoom();
    this.loss = null;
    this.kept = [];
    this.place = { page: 'appointments' };
    this.problem = null;
    this.trouble = null;
  }
}
