import { LitElement, nothing } from 'lit';
import type { DeskView } from '../../desk/view.ts';

/** The counsellor's page. Shows nothing yet: its pages are built beside this. */
export class CounsellorApp extends LitElement {
  static override properties = { view: { attribute: false }, language: { type: String } };
  declare view: DeskView;
  declare language: string;

  constructor() {
    super();
    this.view = { kind: 'loading' };
    this.language = 'de';
  }

  protected override render(): typeof nothing {
    return nothing;
  }
}

customElements.define('counsellor-app', CounsellorApp);
