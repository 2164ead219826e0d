/**
 * The kit adds some styles (locking the page behind a drawer, measuring the scroll bar) without the
 * value that our policy asks for; they were dropped and each drop was an error in the console.
 */
export function giveStylesNonce(nonce: string): void {
  const make = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const made = make(name, options);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  }) as typeof document.createElement;
}
