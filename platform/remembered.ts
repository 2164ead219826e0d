/**
 * What is computed again and again from the same few keys, such as the windows of today: kept by
 * key, and all forgotten when there are more than `most`. Only for what never changes.
 */
export function remembered<T>(most: number): (key: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (key, make) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = make();
    known.set(key, made);
    return made;
  };
}
