/**
 * Freezes plain data all the way down and returns it. What the page is given can be reached from the console, and what the
 * gate decides by must not be changed there. What is frozen already is taken to be frozen below as well, so that freezing
 * again costs nothing. Never throws for plain data without circles.
 */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
