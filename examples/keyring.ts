import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

/** What a partner's program keeps of one server: the keys it was given, readable by it alone. */
export interface Kept {
  readonly signIn?: { readonly email: string; readonly password: string };
  /** API keys by brand. */
  readonly keys: Readonly<Record<string, string>>;
}

export interface Keyring {
  read(): Promise<Kept>;
  write(kept: Kept): Promise<void>;
}

/** Keeps them in one file, by the server's address. */
export function openKeyring(file: string, origin: string): Keyring {
  const all = async (): Promise<Record<string, Kept>> => {
    const text = await readFile(file, "utf8").catch(() => "{}");
    return JSON.parse(text) as Record<string, Kept>;
  };
  return {
    read: async () => (await all())[origin] ?? { keys: {} },
    async write(kept) {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      const text = JSON.stringify({ ...(await all()), [origin]: kept }, null, 2);
      await writeFile(`${file}.new`, text, { mode: 0o600 });
      await rename(`${file}.new`, file);
      await chmod(file, 0o600);
    },
  };
}
