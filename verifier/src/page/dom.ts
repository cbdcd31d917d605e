type Child = Node | string | null;
type Properties = Record<string, string | boolean | number | ((event: Event) => void)>;

/** An element; properties that are functions listen to the event of that name, others are attributes. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
  // Text is only ever added as text: nothing of a package is read as markup.
  element.append(...children.filter((child) => child !== null));
  return element;
}
