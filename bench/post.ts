import { connect, type Socket } from "node:net";
import { bodyOf, sizeOfAnswer, statusOf } from "./http-answer.ts";

const lineEnd = "\r\n";

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A connection with one request under way at most. */
interface Line {
  /** False: the server has closed it. */
  isOpen(): boolean;
  ask(request: string): Promise<Answer>;
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
      const size = sizeOfAnswer(rest);
      if (size === 0) return;
      const answer = { status: statusOf(rest), text: bodyOf(rest, size) };
      rest = null;
      // A connection that rests does not keep the process.
      socket.unref();
      waiting?.resolve(answer);
      waiting = null;
    } catch (error) {
      fail(error as Error);
    }
  });
  return {
    isOpen: () => !socket.destroyed,
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
  let line = lines.pop();
  while (line && !line.isOpen()) line = lines.pop();
  line ??= lineTo(origin);
  const answer = await line.ask(head + text);
  lines.push(line);
  if (answer.status === 200) return JSON.parse(answer.text) as T;
  throw new Error(`POST ${url}: ${answer.status} ${answer.text.slice(0, 300)}`);
}
