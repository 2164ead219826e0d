import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { asProblem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { actKey } from "../api.ts";
import { useCounter } from "../counter.ts";
import { Glyph } from "../glyph.tsx";
import { remember, remembered } from "../kept.ts";
import { useText } from "../text.ts";
import { Step } from "./pay-step.tsx";
import { type PrinterPorts, type PrinterWay, sendTo, waysOf } from "./printer.ts";
import { type Order, type Paper, receiptFile, receiptLook } from "./till-api.ts";
import type { Sale } from "./use-sale.ts";

const papers: readonly Paper[] = [58, 80];

/** How the receipt looks on its paper, and the ways to it that this phone has. */
export function ReceiptScreen({ sale, order }: { sale: Sale; order: Order }) {
  const { brand } = useCounter();
  const { t } = useText();
  const [paper, setPaper] = useState<Paper>(() => remembered<Paper>("paper") ?? 58);
  const print = usePrint(sale, order, paper);
  const ports = navigator as unknown as PrinterPorts;
  const ways = waysOf(ports, isSecureContext);
  return (
    <Step
      title={t("receipt.title")}
      onBack={sale.next}
      acts={
        <>
          <div className="pay-ways">
            <Button className="big" busy={print.busy} onClick={() => void print.pdf()}>
              {t("receipt.pdf")}
            </Button>
            {ways.map((way) => (
              <Button
                key={way}
                look="soft"
                className="big"
                busy={print.busy}
                onClick={() => void print.to(way, ports)}
              >
                {t(`receipt.${way}`)}
              </Button>
            ))}
          </div>
          {ways.length === 0 ? (
            <p className="quiet">{t(isSecureContext ? "receipt.noWay" : "receipt.insecure")}</p>
          ) : null}
          <Button wide look="plain" className="big" onClick={sale.next}>{t("sell.next")}</Button>
        </>
      }
    >
      <span className="segments" role="group" aria-label={t("receipt.paper")}>
        {papers.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={paper === one}
            onClick={() => {
              remember("paper", one);
              setPaper(one);
            }}
          >
            {t("receipt.mm", { width: one })}
          </button>
        ))}
      </span>
      <figure className={`receipt receipt-${paper}`}>
        <img
          src={receiptLook(brand.key, order.orderId, paper, print.round)}
          alt={t("receipt.alt", { number: order.number })}
        />
      </figure>
      {print.count > 0 ? (
        <p className="quiet" role="status">{t("receipt.printed", { count: print.count })}</p>
      ) : null}
      <p className="quiet receipt-note"><Glyph name="receipt" /> {t("receipt.note")}</p>
    </Step>
  );
}

/** Each print is counted by the server before its bytes are fetched. */
function usePrint({ api }: Sale, { orderId, number }: Order, paper: Paper) {
  const { brand } = useCounter();
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [count, setCount] = useState(0);
  const [round, setRound] = useState(0);

  async function counted(format: "escpos" | "pdf", use: (print: number) => Promise<void>) {
    setBusy(true);
    try {
      const { printNo } = await api.print(orderId, paper, format, actKey());
      setCount(printNo);
      setRound((before) => before + 1);
      await use(printNo);
    } catch (thrown) {
      const isOurs = typeof (thrown as { status?: unknown }).status === "number";
      const { title, next } = isOurs
        ? asProblem(thrown)
        : { title: t("receipt.failed"), next: t("receipt.failedNext") };
      toast(`${title} ${next}`, "bad");
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    count,
    round,
    pdf: () => counted("pdf", async (print) => {
      const file = await fetchFile(receiptFile(brand.key, orderId, "pdf", print));
      await hand(new File([file], `${number}.pdf`, { type: "application/pdf" }));
    }),
    to: (way: PrinterWay, ports: PrinterPorts) => counted("escpos", async (print) => {
      const file = await fetchFile(receiptFile(brand.key, orderId, "bin", print));
      await sendTo(ports, way, new Uint8Array(file));
    }),
  };
}

async function fetchFile(url: string): Promise<ArrayBuffer> {
  const file = await fetch(url);
  if (!file.ok) throw new Error(`receipt: ${file.status}`);
  return file.arrayBuffer();
}

/** To the phone's own sheet, which prints and shares; where there is none, as a download. */
async function hand(file: File): Promise<void> {
  const files = [file];
  if (navigator.canShare?.({ files })) {
    try {
      return await navigator.share({ files });
    } catch (thrown) {
      if ((thrown as Error).name === "AbortError") return;
    }
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
