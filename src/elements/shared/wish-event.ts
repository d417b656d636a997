import type { Wish } from '../../visit/view.ts';

/** The one event that elements send up: a wish of the person in front of the screen. */
export class WishEvent extends Event {
  static readonly type = 'einlass-wish';
  readonly wish: Wish;

  constructor(wish: Wish) {
    super(WishEvent.type, { bubbles: true });
    this.wish = wish;
  }
}
