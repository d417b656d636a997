import { checkDraft, checkMinutes, checkStart, withPassword } from '../appointment/draft.ts';
import { parseAppointment } from '../appointment/appointment-schema.ts';
import { cancelled, changed, ended, invited, mayInvite } from '../appointment/change.ts';
import { contactOf } from '../appointment/contact.ts';
import { createAppointments } from '../appointment/create.ts';
import { linkOf, roomNameOf } from '../appointment/link.ts';
import { mailOf } from '../appointment/mail.ts';
import type { Random } from '../appointment/random.ts';
import { refused, type Parsed } from '../errors.ts';
import { assessReceipt, type AssessInput } from '../gate/assess.ts';
import { openForCounsellor } from '../gate/counsellor.ts';
import { fromBase64url } from '../mailbox/base64url.ts';
import { matchKnocker } from '../mailbox/match.ts';
import { splitLobbyName } from '../mailbox/name.ts';
import { openCopyFolder } from '../records/copy-folder.ts';
import { isVouched, type Verification } from '../records/office-shape.ts';
import { retentionOf } from '../records/retention.ts';
import type { RoomSide } from './browser-ports.ts';
import type { AppointmentActs } from './ports.ts';

const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

const appointments: AppointmentActs = {
  create(draft, service) {
    const whole = withPassword(draft, service, random);
    const error = checkDraft(whole, service, Date.now()).find(({ level }) => level === 'error');
    return error ? fault(error) : { ok: true, value: createAppointments(whole, random) };
  },
  parse: parseAppointment,
  changed(appointment, startsAt, minutes) {
    const wrong = checkStart(startsAt, Date.now()) ?? checkMinutes(minutes);
    if (wrong && wrong.fault !== 'earlierToday') return fault(wrong);
    return { ok: true, value: changed(appointment, { startsAt, minutes }) };
  },
  invited(appointment, role, label) {
    const may = mayInvite(appointment, role);
    if (may !== 'yes') return fault({ field: 'people', fault: may });
    return { ok: true, value: invited(appointment, role, label, random) };
  },
  cancelled,
  ended,
  roomNameOf,
  // A profile that names the team's key needs none in the link.
  linkOf: (appointment, person, { profile }, sealing) =>
    linkOf(appointment, person, location.origin, profile.teamKey ? null : sealing),
  mailOf: (appointment, person, link, { profile, wordings }, site) =>
    mailOf(appointment, person, link, contactOf(site, profile), wordings.language),
};

/** The other rooms of this house, as the desk calls them. What is heavy or seldom needed is loaded when it is needed. */
export function roomSide(): RoomSide {
  return {
    openOffice: async () => (await import('../records/office.ts')).openOffice(),
    openMailbox: async (secret) => {
      const bytes = fromBase64url(secret)?.bytes;
      if (!bytes) return null;
      const { openCounsellorMailbox } = await import('../mailbox/mailbox.ts');
      return openCounsellorMailbox(bytes, undefined, { patient: true });
    },
    permitFor: (declaration) => {
      const { appointment, room, devices } = declaration;
      const opening = openForCounsellor(declaration, { appointment, room, devices }, Date.now());
      return opening.open ? opening.permit : null;
    },
    openRoom: async ({ moderatorToken, ...request }) =>
      (await import('../jitsi/room.ts')).openRoom({ ...request, jwt: moderatorToken }),
    openSealedReceipt: async (sealed, key) =>
      (await import('../records/sealed-receipt.ts')).openSealedReceipt(sealed, key),
    openFolder: (path) => openCopyFolder(path, (address, init) => fetch(address, init)),
    readReceiptFile: async (text) => (await import('../records/receipt-file-read.ts')).readReceiptFile(text),
    ownerOfFile: async (file, people) => (await import('../records/receipt-file-read.ts')).ownerOfFile(file, people),
    verifyReceipt: async (receipt, fetchText) =>
      (await import('../records/verify-receipt.ts')).verifyReceipt(receipt, fetchText),
    germanWords: async (receipt, fetchText) =>
      (await import('../records/german-words.ts')).germanWords(receipt, fetchText),
    retentionOf,
    assess: ({ receipt, verification, plan, appointment, person, code, session, room, now }) => {
      const input: AssessInput = {
        plan,
        receipt,
        expected: {
          appointment: room,
          startsAt: appointment.startsAt,
          service: appointment.service,
          role: person.role,
          checkCode: code,
          session,
        },
        shownCode: code,
        words: wordsOf(verification),
        isVouched: isVouched(verification),
        now,
      };
      return assessReceipt(input);
    },
    splitLobbyName,
    matchKnocker,
    appointments,
  };
}

/** What is not shipped here any more can still be whole; what is not known is not known. */
function wordsOf({ words, shipped }: Verification): AssessInput['words'] {
  return words === 'changed' || shipped === 'changed' ? 'changed' : shipped;
}

function fault(wrong: { readonly field: string; readonly fault: string }): Parsed<never> {
  return refused('UNEXPECTED', `${wrong.field}: ${wrong.fault}`);
}
