export type Raw = Readonly<Record<string, unknown>>;

/**
 * A record's type, its validator and what lifts older versions, as each format keeps them in one
 * file: a phone that updates late writes an old version, and it is still read.
 */
export interface Format<T extends object> {
  readonly type: string;
  /** What this release writes. */
  readonly version: number;
  /** The first lifts version 1 to 2, and so on. */
  readonly migrations: readonly ((old: Raw) => Raw)[];
  readonly isValid: (value: Raw) => boolean;
  /** Never set: carries the type. */
  readonly of?: T;
}

/** The value in today's version; null: another type, damaged, or newer than this release. */
export function readAs<T extends object>(format: Format<T>, value: unknown): T | null {
  if (typeof value !== "object" || value === null) return null;
  let raw = value as Raw;
  const { version } = raw;
  if (raw.type !== format.type || !isCount(version) || version < 1) return null;
  if (version > format.version) return null;
  for (const lift of format.migrations.slice(version - 1)) raw = lift(raw);
  raw = { ...raw, version: format.version };
  return format.isValid(raw) ? (raw as unknown as T) : null;
}

export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

export const isText = (value: unknown, pattern: RegExp): value is string =>
  typeof value === "string" && pattern.test(value);

export const isId = (value: unknown): value is string =>
  isText(value, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

export const isHash = (value: unknown): value is string => isText(value, /^[A-Za-z0-9_-]{43}$/);

export const isMinorOrNull = (value: unknown): value is number | null =>
  value === null || isCount(value);
