import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { OwnDeclaration } from '../../desk/wish.ts';

/** What a counsellor declares herself before anybody may come in; gate/counsellor.ts asks for each. */
const STATEMENTS: Readonly<Record<keyof OwnDeclaration, () => string>> = {
  noRecording: () =>
    msg(
      'Ich versichere: Ich zeichne dieses Gespräch nicht auf, weder Bild noch Ton, und auch sonst tut es hier niemand.',
    ),
  aloneInRoom: () => msg('Ich versichere: Ich bin allein im Raum, und niemand kann mithören.'),
  boundToSecrecy: () => msg('Mir ist bewusst: Für alles, was ich hier erfahre, gilt meine Schweigepflicht.'),
};

const NAMES = Object.keys(STATEMENTS) as readonly (keyof OwnDeclaration)[];

/** One box for each statement, none ticked beforehand. */
export function declarationFields(isMissing: (name: keyof OwnDeclaration) => boolean): TemplateResult {
  return html`<fieldset class="declaration" id="declaration">
    <legend>${msg('Ihre eigene Erklärung')}</legend>
    <p class="soft">${msg('Was Ratsuchende hier erklären, erklären auch Sie, jedes Mal neu.')}</p>
    ${NAMES.map(
      (name) =>
        html`<label class="choice">
          <input type="checkbox" id="declare-${name}" aria-invalid=${isMissing(name) ? 'true' : 'false'} />
          <span>${STATEMENTS[name]()}</span>
        </label>`,
    )}
  </fieldset>`;
}

/** Each statement exactly as it is ticked now. */
export function readDeclaration(root: ParentNode): OwnDeclaration {
  const isTicked = (name: keyof OwnDeclaration): boolean =>
    root.querySelector<HTMLInputElement>(`#declare-${name}`)?.checked ?? false;
  return {
    noRecording: isTicked('noRecording'),
    aloneInRoom: isTicked('aloneInRoom'),
    boundToSecrecy: isTicked('boundToSecrecy'),
  };
}

/** The statements that are not given, in the order in which they stand there. */
export function openStatements(declared: OwnDeclaration): readonly (keyof OwnDeclaration)[] {
  return NAMES.filter((name) => !declared[name]);
}

/** What is missing, said once more in full: nobody should tick without having read. */
export function statementWords(name: keyof OwnDeclaration): string {
  return STATEMENTS[name]();
}
