import pg from "pg";

/**
 * Statements that are sent in one turn of the loop, as one write with one Sync: PostgreSQL answers
 * them together. Each of the driver's own costs both sides a write, a read and a wake-up, which is
 * most of what a look-up costs (35 and 26 µs before, 19 and 18 after, six together).
 */
export interface BurstResult {
  readonly rows: Record<string, unknown>[];
  /** PostgreSQL's word for what it did, such as "COMMIT" or "INSERT 0 3". */
  readonly tag: string;
}

type Parse = (text: string) => unknown;
interface Column {
  readonly name: string;
  readonly parse: Parse;
}

/** A statement that the connection knows by name; its columns are asked for once. */
interface Prepared {
  readonly name: string;
  parsed: boolean;
  columns: readonly Column[] | null;
}

interface Sent {
  readonly text: string;
  values: readonly unknown[];
  readonly prepared: Prepared;
  readonly rows: Record<string, unknown>[];
  resolve(result: BurstResult): void;
  reject(error: unknown): void;
}

interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: object): void;
  bind(message: object): void;
  describe(message: object): void;
  execute(message: object): void;
  close(message: object): void;
  sync(): void;
}

interface Described {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}

type Submit = (submittable: object) => void;

const { Query, utils } = pg as unknown as {
  readonly Query: { readonly prototype: object };
  readonly utils: { prepareValue(value: unknown): string | Buffer | null };
};

const needsEscape = /[\\"]/;

/** The driver's array without two regular expressions for every element. */
function textArray(values: readonly string[]): string {
  let text = "{";
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    const plain = needsEscape.test(value) ? value.replace(/[\\"]/g, "\\$&") : value;
    text += place ? `,"${plain}"` : `"${plain}"`;
  }
  return `${text}}`;
}

function parameterOf(value: unknown): string | Buffer | null {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) {
    return textArray(value);
  }
  return utils.prepareValue(value);
}

function rowOf(columns: readonly Column[], fields: readonly (string | null)[]) {
  const row: Record<string, unknown> = {};
  for (let place = 0; place < columns.length; place++) {
    const { name, parse } = columns[place]!;
    const field = fields[place] ?? null;
    row[name] = field === null ? null : parse(field);
  }
  return row;
}

/** Statements remembered by one connection at most: those that were asked for last. */
const mostPrepared = 250;

interface Line {
  /** The one that was asked for last stands last. */
  readonly prepared: Map<string, Prepared>;
  /** Names that the server is to forget with the next burst. */
  readonly closing: string[];
  named: number;
  waiting: Sent[] | null;
  /** Something failed: what the server knows by name is more than is remembered here. */
  failed: boolean;
  /** Of which {@link migrations} its plans are. */
  planned: number;
}

const lines = new WeakMap<pg.PoolClient, Line>();

/** How often a plan of before a migration was met: every connection has more of them. */
let migrations = 0;

/** PostgreSQL refused a plan whose columns are no longer those of its tables. */
export const isPlanOfBefore = (error: unknown): boolean =>
  (error as { routine?: unknown } | null)?.routine === "RevalidateCachedQuery";

function lineOf(client: pg.PoolClient): Line {
  const line =
    lines.get(client) ?? {
      prepared: new Map(), closing: [], named: 0, waiting: null, failed: false,
      planned: migrations,
    };
  lines.set(client, line);
  return line;
}

function preparedOf(line: Line, text: string, keep: boolean): Prepared {
  while (line.planned !== migrations && line.prepared.size > 0) forgetOldest(line);
  line.planned = migrations;
  if (!keep) return { name: "", parsed: false, columns: null };
  const known = line.prepared.get(text);
  const made = known ?? { name: `burst_${++line.named}`, parsed: false, columns: null };
  if (known) line.prepared.delete(text);
  line.prepared.set(text, made);
  if (line.prepared.size > mostPrepared) forgetOldest(line);
  return made;
}

function forgetOldest({ prepared, closing }: Line): void {
  const [oldest] = prepared;
  if (!oldest) return;
  const [text, { name }] = oldest;
  prepared.delete(text);
  closing.push(name);
}

/** Whatever the server has not said to know is parsed anew, under another name. */
function forget(line: Line, unsure: readonly Sent[]): void {
  line.failed ||= unsure.length > 0;
  for (const { text, prepared } of unsure) {
    if (line.prepared.get(text) !== prepared) continue;
    line.prepared.delete(text);
    line.closing.push(prepared.name);
  }
}

function write(wire: Wire, sent: readonly Sent[], closing: readonly string[]): null {
  wire.stream.cork();
  for (const { text, values, prepared } of sent) {
    const { name, columns, parsed } = prepared;
    if (!parsed) wire.parse({ text, name });
    prepared.parsed = true;
    wire.bind({ statement: name, values });
    if (columns === null) wire.describe({ type: "P" });
    wire.execute({});
  }
  // Behind all that may still be asked by these names; they are never given again.
  for (const name of closing) wire.close({ type: "S", name });
  wire.sync();
  wire.stream.uncork();
  return null;
}

/** What the driver is handed: it passes the server's messages on in their order. */
function submittable(client: pg.PoolClient, line: Line, sent: readonly Sent[]): object {
  let at = 0;
  const closing = line.closing.splice(0);
  const fail = (error: unknown): void => {
    if (isPlanOfBefore(error)) migrations++;
    forget(line, sent.slice(at));
    for (; at < sent.length; at++) sent[at]!.reject(error);
  };
  const answered = {
    callback: () => undefined,
    submit: (wire: Wire) => write(wire, sent, closing),
    handleRowDescription({ fields }: Described) {
      sent[at]!.prepared.columns = fields.map(({ name, dataTypeID }) => ({
        name,
        parse: (client as unknown as { getTypeParser(oid: number, format: string): Parse })
          .getTypeParser(dataTypeID, "text"),
      }));
    },
    handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }) {
      const { rows, prepared, reject } = sent[at]!;
      try {
        rows.push(rowOf(prepared.columns ?? [], fields));
      } catch (error) {
        reject(error);
      }
    },
    handleCommandComplete({ text }: { readonly text: string }) {
      const { rows, prepared, resolve } = sent[at++]!;
      prepared.columns ??= [];
      resolve({ rows, tag: text });
    },
    handleError: fail,
    handleReadyForQuery: () => undefined,
  };
  // The driver lets nothing but its own kind into a pipeline.
  return Object.assign(Object.create(Query.prototype) as object, answered);
}

function rejectAll(line: Line, sent: readonly Sent[], error: unknown): void {
  forget(line, sent);
  for (const one of sent) one.reject(error);
}

/** False: a statement of this connection has failed. */
export const isWhole = (client: pg.PoolClient): boolean => !lineOf(client).failed;

/** Rejects what this connection was given and has not been sent yet. */
export function abandonBurst(client: pg.PoolClient, error: unknown): void {
  const line = lineOf(client);
  const sent = line.waiting ?? [];
  line.waiting = null;
  rejectAll(line, sent, error);
}

function flush(client: pg.PoolClient, line: Line): void {
  const sent = line.waiting;
  if (!sent) return;
  line.waiting = null;
  try {
    for (const one of sent) one.values = one.values.map(parameterOf);
  } catch (error) {
    // None of it goes out: not the commit either that stands behind it.
    rejectAll(line, sent, error);
    return;
  }
  (client.query as unknown as Submit).call(client, submittable(client, line, sent));
}

/**
 * Puts a statement behind those that this connection was given before. All that is given before the
 * loop turns goes out together; after one that fails none of its burst runs, and all are rejected
 * with its error. `keep`: it is prepared once a connection, so its text must not hold values.
 */
export function sendInBurst(
  client: pg.PoolClient,
  text: string,
  values: readonly unknown[] = [],
  keep = true,
): Promise<BurstResult> {
  const line = lineOf(client);
  return new Promise((resolve, reject) => {
    const prepared = preparedOf(line, text, keep);
    if (!line.waiting) {
      line.waiting = [];
      // After all promises that are ready: what does not wait for an answer is in it.
      process.nextTick(flush, client, line);
    }
    line.waiting.push({ text, values, prepared, rows: [], resolve, reject });
  });
}
