import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { addDataFiles, putDataFilesBack } from "./backup-files.ts";
import { loadSecrets } from "./config.ts";

test("pictures and the root secret move; the other folder's own password stays", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-backup-files-"));
  const [old, fresh, copy] = [`${folder}/old`, `${folder}/fresh`, `${folder}/copy`];
  try {
    const before = await loadSecrets(old);
    const here = await loadSecrets(fresh);
    await mkdir(path.join(old, "media", "brand"), { recursive: true });
    await writeFile(path.join(old, "media", "brand", "picture"), "茶");
    await mkdir(copy);
    await addDataFiles(old, copy);
    assert.equal((await stat(path.join(copy, "bihuan.json"))).mode & 0o777, 0o600);
    await putDataFilesBack(fresh, copy);
    const after = await loadSecrets(fresh);
    assert.deepEqual(after.root, before.root);
    assert.equal(after.appPassword, here.appPassword);
    assert.equal(await readFile(path.join(fresh, "media/brand/picture"), "utf8"), "茶");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
