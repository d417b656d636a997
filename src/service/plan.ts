import {
  PERSON_ROLES,
  type GatePlan,
  type MinorPath,
  type MinorsPlan,
  type PersonRole,
  type StatementKind,
  type StatementPlan,
  type StepKind,
  type TextRef,
} from '../gate/plan.ts';
import { EinlassError } from '../errors.ts';
import { frozen } from '../gate/frozen.ts';
import { durationMs } from './duration.ts';
import { askedFields, assuranceText, isConsent } from './generated.ts';
import { ASSURANCES, type AssuranceId, type Profile } from './profile-schema.ts';

/** Id under which the composed notice is accepted as `information`. */
export const NOTICE_ID = 'notice';

/** The identities of all wordings that a plan of this profile can name, and of the profile itself. */
export interface Refs {
  readonly profile: TextRef;
  /** By text id, {@link NOTICE_ID} among them. */
  readonly texts: ReadonlyMap<string, TextRef>;
}

const MINOR_PATHS: Readonly<Record<'guardian' | 'capacity' | 'confidential', readonly MinorPath[]>> = {
  guardian: ['guardian'],
  // Too young to decide alone: then the guardian does.
  capacity: ['capacity', 'guardian'],
  confidential: ['confidential'],
};

const OTHERS: readonly PersonRole[] = ['helper', 'interpreter', 'relative', 'colleague', 'guardian'];

/** Which wordings the plan names, in the order in which they are asked. */
export function plannedTexts(profile: Profile): readonly string[] {
  const ids = [
    NOTICE_ID,
    ...profile.acknowledgements,
    ...profile.purposes.flatMap(({ statement }) => statement ?? []),
    ...minorPaths(profile).map((path) => `minor.${path}`),
    ...ASSURANCES.filter((id) => profile.assurances[id] === 'required').map(assuranceText),
  ];
  return [...new Set(ids)];
}

/**
 * Makes the plan of the gate for the person whom the link names. A client is asked everything; a further person with a
 * device of their own gets the information, acknowledgements and own promises, and nothing that only a client can give:
 * no consent, no details. Steps without content are left out, and nobody can change the plan. Throws
 * TEXTS_INVALID only where `refs` lacks a wording of {@link plannedTexts}.
 */
export function makePlan(profile: Profile, refs: Refs, role: PersonRole = 'client'): GatePlan {
  const isClient = role === 'client';
  const make = (id: string, kind: StatementKind, roles: readonly PersonRole[], isOptional = false): StatementPlan => {
    const text = refs.texts.get(id);
    if (!text) throw new EinlassError('TEXTS_INVALID', { detail: id });
    return { text, kind, need: isOptional ? 'optional' : 'required', roles };
  };
  const statements: readonly StatementPlan[] = [
    make(NOTICE_ID, 'information', [role]),
    ...profile.acknowledgements.map((id) => make(id, 'acknowledgement', [role])),
    ...(isClient ? purposeStatements(profile, make) : []),
    ...promises(profile, role, make),
  ];
  const plan: GatePlan = {
    service: profile.id,
    profile: refs.profile,
    steps: [],
    statements,
    fields: isClient
      ? askedFields(profile).map(({ id, use, visibleTo }) => ({
          id,
          need: use === 'required' ? use : 'optional',
          ...(visibleTo === 'system' ? { hidden: true } : {}),
        }))
      : [],
    minors: isClient ? minorsPlan(profile, (id) => make(id, 'minor', ['client'])) : { policy: 'none' },
    consentHolds: profile.consentHolds === 'appointment' ? 'appointment' : durationMs(profile.consentHolds),
    linkHolds: profile.access.linkHoldsHours * 3_600_000,
    browserPolicy: profile.browserPolicy,
    e2ee: profile.e2ee.mode,
    camera: profile.camera,
    typedName: profile.declarationForm === 'electronicTypedName',
    othersInRoom: profile.furtherPersons !== 'none',
  };
  return frozen({ ...plan, steps: profile.steps.filter((step) => hasContent(step, plan)) });
}

/** Says whether a step has anything to ask under this plan; every step with content has to be among the profile's. */
export function hasContent(step: StepKind, plan: GatePlan): boolean {
  const asks = (...kinds: readonly StatementKind[]): boolean =>
    plan.statements.some(({ kind }) => kinds.includes(kind));
  if (step === 'consent' || step === 'review') return asks('acknowledgement', 'consent');
  if (step === 'details') return plan.fields.length > 0;
  if (step === 'minor') return plan.minors.policy !== 'none';
  if (step === 'assurances') return asks('assurance');
  if (step === 'pledge') return asks('pledge');
  return true;
}

type Make = (id: string, kind: StatementKind, roles: readonly PersonRole[], isOptional?: boolean) => StatementPlan;

/** One statement per purpose; the legal basis decides whether it is consent or only taken note of (R-126, C-08). */
function purposeStatements(profile: Profile, make: Make): readonly StatementPlan[] {
  const seen = new Set(profile.acknowledgements);
  return profile.purposes.flatMap(({ statement, legalBasis, need }) => {
    if (statement === undefined || seen.has(statement)) return [];
    seen.add(statement);
    // Where nothing depends on a yes, there is nothing to be optional: the information is taken note of.
    return isConsent(legalBasis)
      ? [make(statement, 'consent', ['client'], need === 'optional')]
      : [make(statement, 'acknowledgement', ['client'])];
  });
}

function promises(profile: Profile, role: PersonRole, make: Make): readonly StatementPlan[] {
  return ASSURANCES.filter((id) => profile.assurances[id] === 'required').flatMap((id) => {
    const roles = rolesOf(id, profile, role);
    return roles.length === 0 ? [] : [make(assuranceText(id), id === 'A6' ? 'pledge' : 'assurance', roles)];
  });
}

/** Who makes which promise. `role` is the person with the link, who answers for the own room and device. */
function rolesOf(id: AssuranceId, profile: Profile, role: PersonRole): readonly PersonRole[] {
  const everybody = PERSON_ROLES.filter((candidate) => candidate !== 'child');
  if (id === 'A3') return everybody;
  if (id === 'A6') return profile.session.type === 'group' ? everybody : [];
  if (id !== 'companion') return [role];
  return role === 'client' && profile.furtherPersons === 'none' ? [] : OTHERS;
}

function minorPaths(profile: Profile): readonly MinorPath[] {
  return profile.minors.policy === 'none' ? [] : MINOR_PATHS[profile.minors.policy];
}

function minorsPlan(profile: Profile, make: (id: string) => StatementPlan): MinorsPlan {
  const { minors } = profile;
  if (minors.policy === 'none') return { policy: 'none' };
  const statements: Partial<Record<MinorPath, StatementPlan>> = {};
  for (const path of MINOR_PATHS[minors.policy]) statements[path] = make(`minor.${path}`);
  return { policy: minors.policy, minAge: minors.policy === 'capacity' ? minors.minAge : 0, statements };
}
