import assert from "node:assert/strict";
import { test } from "node:test";
import { sendTo, waysOf, type PrinterPorts } from "./printer.ts";

const bytes = Uint8Array.from({ length: 400 }, (_, at) => at % 256);

function ports() {
  const sent: number[][] = [];
  const acts: string[] = [];
  const keep = async (part: BufferSource) => void sent.push([...(part as Uint8Array)]);
  const endpoints = [
    { endpointNumber: 1, direction: "in", type: "bulk" },
    { endpointNumber: 2, direction: "out", type: "bulk" },
  ];
  const alternate = { interfaceClass: 7, endpoints };
  const device = {
    configuration: { interfaces: [{ interfaceNumber: 3, alternate }] },
    open: async () => void acts.push("open"),
    selectConfiguration: async () => undefined,
    claimInterface: async (value: number) => void acts.push(`claim ${value}`),
    transferOut: async (endpoint: number, part: BufferSource) => {
      acts.push(`out ${endpoint}`);
      await keep(part);
    },
    close: async () => void acts.push("close"),
  };
  const port = {
    writable: new WritableStream<Uint8Array>({
      write: (part) => keep(part as Uint8Array<ArrayBuffer>),
    }),
    open: async () => void acts.push("open"),
    close: async () => void acts.push("close"),
  };
  const properties = { write: true, writeWithoutResponse: false };
  const gatt = {
    connect: async () => gatt,
    getPrimaryServices: async () => [
      { getCharacteristics: async () => [{ properties, writeValue: keep }] },
    ],
    disconnect: () => void acts.push("close"),
  };
  const all = {
    usb: { requestDevice: async () => device },
    serial: { requestPort: async () => port },
    bluetooth: { requestDevice: async () => ({ gatt }) },
  } satisfies PrinterPorts;
  return { all, sent, acts };
}

test("a printer is offered only where the browser has it and the page is encrypted", () => {
  const { all } = ports();
  assert.deepEqual(waysOf(all, true), ["usb", "bluetooth", "serial"]);
  assert.deepEqual(waysOf({ serial: all.serial }, true), ["serial"]);
  assert.deepEqual(waysOf(all, false), []);
});

test("every way sends all bytes in their order and lets go of the printer", async () => {
  for (const way of ["usb", "serial", "bluetooth"] as const) {
    const { all, sent, acts } = ports();
    await sendTo(all, way, bytes);
    assert.deepEqual(sent.flat(), [...bytes], way);
    assert.equal(acts.at(-1), "close", way);
  }
});

test("Bluetooth gets small pieces, USB the endpoint that takes them", async () => {
  const { all, sent, acts } = ports();
  await sendTo(all, "usb", bytes);
  assert.deepEqual(acts, ["open", "claim 3", "out 2", "close"]);
  const other = ports();
  await sendTo(other.all, "bluetooth", bytes);
  assert.deepEqual(other.sent.map((part) => part.length), [180, 180, 40]);
  assert.equal(sent.length, 1);
});
