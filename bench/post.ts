import { connect, type Socket } from "node:net";

const lineEnd = "\r\n";
const headEnd = Buffer.from("\r\n\r\n");
const lengthName = /\r\ncontent-length: (\d+)\r\n/i;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A connection with one request under way at most. */
interface Line {
  ask(request: string): Promise<Answer>;
}

/** The whole answer at the start of the bytes; null: more must come. */
function answerIn(bytes: Buffer): Answer | null {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return null;
  const head = bytes.toString("latin1", 0, end + 2);
  const length = lengthName.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without content-length: ${head}`);
  const from = end + headEnd.length;
  const to = from + Number(length);
  if (bytes.length < to) return null;
  return { status: Number(head.slice(9, 12)), text: bytes.toString("utf8", from, to) };
}

function lineTo(origin: URL): Line {
  const socket: Socket = connect(Number(origin.port), origin.hostname);
  socket.setNoDelay(true);
  let rest: Buffer | null = null;
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  const fail = (error: Error): void => {
    socket.destroy();
    waiting?.reject(error);
    waiting = null;
  };
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("The server closed the connection.")));
  socket.on("data", (chunk: Buffer) => {
    rest = rest ? Buffer.concat([rest, chunk]) : chunk;
    try {
      const answer = answerIn(rest);
      if (!answer) return;
      rest = null;
      // Its end must not keep the process; neither does a connection that rests.
      socket.unref();
      waiting?.resolve(answer);
      waiting = null;
    } catch (error) {
      fail(error as Error);
    }
  });
  return {
    ask(request) {
      socket.ref();
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      });
    },
  };
}

/** Connections are kept: a counter's phone does not shake hands for each request. */
const idle = new Map<string, Line[]>();

/**
 * A POST of JSON over a plain socket; any answer but 200 is an error. On two cores a load generator
 * with a client of its own kind costs a third of what the server does.
 */
export async function post<T>(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Promise<T> {
  const origin = new URL(url);
  const text = JSON.stringify(body);
  let head = `POST ${origin.pathname} HTTP/1.1${lineEnd}host: ${origin.host}${lineEnd}`;
  for (const name in headers) head += `${name}: ${headers[name]}${lineEnd}`;
  head += `content-type: application/json${lineEnd}`
    + `content-length: ${Buffer.byteLength(text)}${lineEnd}${lineEnd}`;
  const lines = idle.get(origin.host) ?? [];
  idle.set(origin.host, lines);
  const line = lines.pop() ?? lineTo(origin);
  const answer = await line.ask(head + text);
  lines.push(line);
  if (answer.status === 200) return JSON.parse(answer.text) as T;
  throw new Error(`POST ${url}: ${answer.status} ${answer.text.slice(0, 300)}`);
}
