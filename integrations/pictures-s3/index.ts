import { S3mini } from "s3mini";
import type { PictureStore } from "#modules/media/index.ts";

export interface S3Options {
  /** Address of the bucket: https://s3.example.com/bucket or https://bucket.example.com. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const timeoutMs = 20_000;

/** Pictures in a bucket of any S3-compatible service, so that servers need no common folder. */
export function s3Pictures({ url, ...options }: S3Options): PictureStore {
  const bucket = new S3mini({ ...options, endpoint: url, requestAbortTimeout: timeoutMs });
  return {
    async write(name, bytes, contentType) {
      const answer = await bucket.putObject(name, bytes, contentType);
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`the bucket answered ${answer.status} to ${name}`);
    },
    async read(name) {
      const bytes = await bucket.getObjectArrayBuffer(name);
      return bytes && Buffer.from(bytes);
    },
  };
}
