/** How keys move from package to package. */

/** Whether the key was for the table. @param turn false where there is no such page. */
export function moveFocus(body: HTMLElement, key: string, turn: (by: 1 | -1) => boolean): boolean {
  const links = () => [...body.querySelectorAll<HTMLAnchorElement>('th a')];
  const at = links().indexOf(document.activeElement as HTMLAnchorElement);
  switch (key) {
    case 'ArrowDown':
      links()[at + 1]?.focus();
      return true;
    case 'ArrowUp':
      links()[Math.max(0, at - 1)]?.focus();
      return true;
    case 'Home':
      links()[0]?.focus();
      return true;
    case 'End':
      links().at(-1)?.focus();
      return true;
    case 'PageDown':
    case 'PageUp':
      if (turn(key === 'PageDown' ? 1 : -1)) links()[0]?.focus();
      return true;
    default:
      return false;
  }
}
