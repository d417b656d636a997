import type { DeskWish } from '../../desk/wish.ts';

/** The one event that the counsellor's elements send up: a wish of the person at the desk. */
export class DeskWishEvent extends Event {
  static readonly type = 'einlass-desk-wish';
  readonly wish: DeskWish;

  constructor(wish: DeskWish) {
    super(DeskWishEvent.type, { bubbles: true });
    this.wish = wish;
  }
}
