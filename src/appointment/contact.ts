/** What papers say about the office. No name: an authority's department tells the topic. */
export interface Contact {
  readonly phone: string;
  /** When somebody answers, in the office's own words; null: not known. */
  readonly hours: string | null;
  /** Does the profile say that it costs nothing? Unknown means no. */
  readonly isFree: boolean;
}

interface Helpline {
  readonly phone: string | null;
  readonly hours?: string | undefined;
}

/** The service's own number, otherwise that of the city, whose hours then count. `profile` null: the service is not at hand. */
export function contactOf(
  site: { readonly helpline: { readonly phone: string; readonly hours?: string | undefined } },
  profile: { readonly helpline: Helpline; readonly free: boolean | null } | null,
): Contact {
  const own = profile?.helpline.phone ?? null;
  const hours = own === null ? site.helpline.hours : profile?.helpline.hours;
  return { phone: own ?? site.helpline.phone, hours: hours ?? null, isFree: profile?.free === true };
}
