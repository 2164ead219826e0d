/** Small things this phone remembers; where storage is forbidden they last as long as the page. */
const fallback = new Map<string, string>();

export const keeping = {
  getItem(name: string): string | null {
    try {
      return localStorage.getItem(name) ?? fallback.get(name) ?? null;
    } catch {
      return fallback.get(name) ?? null;
    }
  },
  setItem(name: string, value: string): void {
    fallback.set(name, value);
    try {
      localStorage.setItem(name, value);
    } catch {
      // remembered in memory
    }
  },
};

export function remembered<Value>(name: string): Value | null {
  try {
    return JSON.parse(keeping.getItem(`bihuan.counter.${name}`) ?? "null") as Value | null;
  } catch {
    return null;
  }
}

export function remember(name: string, value: unknown): void {
  keeping.setItem(`bihuan.counter.${name}`, JSON.stringify(value));
}

/** Names this phone in the redemptions it makes; it says nothing about the person. */
export function deviceId(make: () => string): string {
  const known = remembered<string>("device");
  if (known) return known;
  const made = make();
  remember("device", made);
  return made;
}
