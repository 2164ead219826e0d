/** Printers that a browser reaches by itself; declared as far as they are used here. */
interface Endpoint {
  readonly endpointNumber: number;
  readonly direction: string;
  readonly type: string;
}
interface UsbAlternate {
  readonly interfaceClass: number;
  readonly endpoints: readonly Endpoint[];
}
interface UsbInterface {
  readonly interfaceNumber: number;
  readonly alternate: UsbAlternate;
}
interface UsbDevice {
  readonly configuration: { readonly interfaces: readonly UsbInterface[] } | null;
  open(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(value: number): Promise<void>;
  transferOut(endpoint: number, bytes: BufferSource): Promise<unknown>;
  close(): Promise<void>;
}
interface SerialPort {
  readonly writable: WritableStream<Uint8Array> | null;
  open(options: { baudRate: number }): Promise<void>;
  close(): Promise<void>;
}
interface Characteristic {
  readonly properties: { readonly write: boolean; readonly writeWithoutResponse: boolean };
  writeValue(bytes: BufferSource): Promise<void>;
}
interface Gatt {
  connect(): Promise<Gatt>;
  getPrimaryServices(): Promise<readonly { getCharacteristics(): Promise<Characteristic[]> }[]>;
  disconnect(): void;
}

export interface PrinterPorts {
  readonly usb?: { requestDevice(options: object): Promise<UsbDevice> };
  readonly serial?: { requestPort(): Promise<SerialPort> };
  readonly bluetooth?: { requestDevice(options: object): Promise<{ readonly gatt?: Gatt }> };
}

export type PrinterWay = "usb" | "serial" | "bluetooth";

const ways: readonly PrinterWay[] = ["usb", "bluetooth", "serial"];

/** What this browser offers; none without encryption, whatever it could do. */
export const waysOf = (ports: PrinterPorts, secure: boolean): PrinterWay[] =>
  secure ? ways.filter((way) => ports[way] !== undefined) : [];

const printerClass = 7;

async function byUsb(usb: NonNullable<PrinterPorts["usb"]>, bytes: Uint8Array<ArrayBuffer>) {
  const device = await usb.requestDevice({ filters: [{ classCode: printerClass }] });
  await device.open();
  try {
    if (!device.configuration) await device.selectConfiguration(1);
    const printer = device.configuration?.interfaces.find((one) =>
      one.alternate.interfaceClass === printerClass) ?? device.configuration?.interfaces[0];
    const out = printer?.alternate.endpoints.find((one) =>
      one.direction === "out" && one.type === "bulk");
    if (!printer || !out) throw new Error("no way into this device");
    await device.claimInterface(printer.interfaceNumber);
    await device.transferOut(out.endpointNumber, bytes);
  } finally {
    await device.close();
  }
}

async function bySerial(serial: NonNullable<PrinterPorts["serial"]>, bytes: Uint8Array) {
  const port = await serial.requestPort();
  await port.open({ baudRate: 9_600 });
  try {
    const writer = port.writable?.getWriter();
    if (!writer) throw new Error("this port cannot be written to");
    await writer.write(bytes);
    writer.releaseLock();
  } finally {
    await port.close();
  }
}

// Services of the common Bluetooth printers.
const services = [
  "000018f0-0000-1000-8000-00805f9b34fb",
  "0000ff00-0000-1000-8000-00805f9b34fb",
  "e7810a71-73ae-499d-8c15-faa9aef0c3f2",
  "49535343-fe7d-4ae5-8fa9-9fafd205e455",
];
// More at once is lost by old ones.
const chunk = 180;

async function byBluetooth(
  bluetooth: NonNullable<PrinterPorts["bluetooth"]>,
  bytes: Uint8Array<ArrayBuffer>,
) {
  const options = { acceptAllDevices: true, optionalServices: services };
  const { gatt } = await bluetooth.requestDevice(options);
  const server = await gatt?.connect();
  if (!server) throw new Error("this device does not answer");
  try {
    for (const service of await server.getPrimaryServices()) {
      const to = (await service.getCharacteristics()).find(({ properties }) =>
        properties.write || properties.writeWithoutResponse);
      if (!to) continue;
      for (let at = 0; at < bytes.length; at += chunk) {
        await to.writeValue(bytes.slice(at, at + chunk));
      }
      return;
    }
    throw new Error("no printer's service");
  } finally {
    server.disconnect();
  }
}

/** Sends the bytes to a printer that the person chooses; rejects where they choose none. */
export async function sendTo(
  ports: PrinterPorts,
  way: PrinterWay,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  if (way === "usb" && ports.usb) return byUsb(ports.usb, bytes);
  if (way === "serial" && ports.serial) return bySerial(ports.serial, bytes);
  if (way === "bluetooth" && ports.bluetooth) return byBluetooth(ports.bluetooth, bytes);
  throw new Error(`no ${way}`);
}
