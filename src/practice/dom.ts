/** Makes an element with properties, data attributes and children; text is text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: {
    readonly text?: string;
    readonly class?: string;
    readonly on?: () => void;
    readonly attributes?: Readonly<Record<string, string>>;
  } = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (given.text !== undefined) element.textContent = given.text;
  if (given.class !== undefined) element.className = given.class;
  for (const [name, value] of Object.entries(given.attributes ?? {})) element.setAttribute(name, value);
  if (given.on) element.addEventListener('click', given.on);
  element.append(...children);
  return element;
}
