/**
 * Name of the office's database; it says nothing about counselling. Apart from all else, because the client's wiping has
 * to know what it must leave alone.
 */
export const OFFICE_DATABASE = 'office-data';
