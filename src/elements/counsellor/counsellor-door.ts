import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../../errors.ts';
import { OfficeElement } from './office-element.ts';
import { problemNote } from './problem-note.ts';
import '../shared/door-arch.ts';
import './door-locked.ts';
import './door-new.ts';

/** Before the desk: locked, or new on this device. */
export class CounsellorDoor extends OfficeElement {
  static override properties = { state: { type: String }, busy: { type: Boolean }, problem: { attribute: false } };
  declare state: 'new' | 'locked';
  declare busy: boolean;
  declare problem: Problem | null;

  constructor() {
    super();
    this.state = 'locked';
    this.busy = false;
    this.problem = null;
  }

  protected override render(): TemplateResult {
    const isLocked = this.state === 'locked';
    return html`<section class="threshold">
      <door-arch .openness=${isLocked ? 0 : 0.4} .large=${true}></door-arch>
      ${this.problem ? problemNote(this.problem) : nothing}
      ${
        isLocked ? html`<door-locked .busy=${this.busy}></door-locked>` : html`<door-new .busy=${this.busy}></door-new>`
      }
    </section>`;
  }
}

customElements.define('counsellor-door', CounsellorDoor);
