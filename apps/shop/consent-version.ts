/** The version of the texts in messages/ that a member agrees to. */
export const consentVersion = "2026-11";
