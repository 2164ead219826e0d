/** A typed phone number as digits (with `+` where a country code is given), or none yet. */
export function phoneOf(typed: string): string | undefined {
  const plain = typed
    .normalize("NFKC")
    .replace(/[\s\-().·]/g, "")
    .replace(/^00/, "+");
  if (/^1[3-9]\d{9}$/.test(plain)) return plain;
  if (/^\+86/.test(plain)) return /^\+861[3-9]\d{9}$/.test(plain) ? plain : undefined;
  return /^\+[1-9]\d{7,14}$/.test(plain) ? plain : undefined;
}

/** The digits of a typed one-time code, full-width ones too. */
export function codeOf(typed: string): string {
  return typed.normalize("NFKC").replace(/\D/g, "").slice(0, 6);
}
