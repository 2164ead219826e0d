/** Sizes that are served, by their width in pixels; a smaller picture is not made larger. */
export const sizes = { small: 320, medium: 750, large: 1280 } as const;
export type Size = keyof typeof sizes;

export function nameOf(brandId: string, sha256: string, size: Size | "original"): string {
  const suffix = size === "original" ? "" : `-${sizes[size]}.webp`;
  return `${brandId}/${sha256}${suffix}`;
}
