import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { newId } from "#platform/ids.ts";

/** Where the bytes of pictures lie. A name is `<brand id>/<file>`; its bytes never change. */
export interface PictureStore {
  /** Whole or not at all: nobody ever reads half a picture. */
  write(name: string, bytes: Buffer, contentType: string): Promise<void>;
  /** Null: there is none of that name. */
  read(name: string): Promise<Buffer | null>;
}

let store: PictureStore | undefined;

/** Called once by the composition root. */
export function wireMedia(pictures: PictureStore): void {
  store = pictures;
}

export function pictureStore(): PictureStore {
  if (!store) throw new Error("wireMedia() has not been called.");
  return store;
}

/** A folder of this machine; several servers may share it. */
export function folderStore(folder: string): PictureStore {
  return {
    async write(name, bytes) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      const part = `${file}.${newId()}.part`;
      try {
        await writeFile(part, bytes);
        await rename(part, file);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    async read(name) {
      try {
        return await readFile(path.join(folder, name));
      } catch (error) {
        if ((error as { code?: unknown }).code === "ENOENT") return null;
        throw error;
      }
    },
  };
}
