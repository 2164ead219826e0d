/** The store a member looked at last, so that the way back to it stays one tap. */
export function lastStore(brandKey: string): string | null {
  try {
    return sessionStorage.getItem(`bihuan.store.${brandKey}`);
  } catch {
    return null; // storage is forbidden: the place in the bar is then left out
  }
}

export function rememberStore(brandKey: string, code: string): void {
  try {
    sessionStorage.setItem(`bihuan.store.${brandKey}`, code);
  } catch {
    // as above
  }
}
