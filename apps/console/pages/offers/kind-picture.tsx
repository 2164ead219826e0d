import type { ReactNode } from "react";
import type { OfferKind } from "./offer-kinds.ts";

const paid = "k-paid";
const free = "k-free";

/** Goods as dots: full is paid, hollow is given, half is half the price. */
function Dots({ of }: { of: readonly ("paid" | "half" | "free")[] }) {
  const step = 15;
  const start = 32 - ((of.length - 1) * step) / 2;
  return (
    <>
      {of.map((one, at) => {
        const x = start + at * step;
        return (
          <g key={x}>
            <circle cx={x} cy="20" r="6" className={one === "paid" ? paid : free} />
            {one === "half" ? <path d={`M${x} 14a6 6 0 0 0 0 12z`} className={paid} /> : null}
          </g>
        );
      })}
    </>
  );
}

function Label({ y, children, strong }: { y: number; children: ReactNode; strong?: boolean }) {
  return (
    <text x="32" y={y} textAnchor="middle" className={strong ? "k-big" : "k-small"}>
      {children}
    </text>
  );
}

/** A bar that is reached, and what falls off it. */
function Steps({ falls }: { falls: readonly string[] }) {
  const width = 52 / falls.length;
  return (
    <>
      {falls.map((text, at) => {
        const height = 10 + ((at + 1) * 16) / falls.length;
        const x = 6 + at * width;
        return (
          <g key={text}>
            <rect x={x} y={37 - height} width={width - 3} height={height} rx="2" className={paid} />
            <text
              x={x + width / 2 - 1.5}
              y={37 - height - 3}
              textAnchor="middle"
              className="k-small"
            >
              {text}
            </text>
          </g>
        );
      })}
    </>
  );
}

const ticketShape =
  "M8 8h48a3 3 0 0 1 3 3v5a4 4 0 0 0 0 8v5a3 3 0 0 1-3 3H8" +
  "a3 3 0 0 1-3-3v-5a4 4 0 0 0 0-8v-5a3 3 0 0 1 3-3z";

function Ticket({ children }: { children: ReactNode }) {
  return (
    <>
      <path
        d={ticketShape}
        className={free}
      />
      <Label y={25} strong>{children}</Label>
    </>
  );
}

function Van() {
  return (
    <>
      <path d="M8 12h28v18H8zM36 18h11l8 7v5H36z" className={free} />
      <circle cx="18" cy="31" r="4" className={paid} />
      <circle cx="45" cy="31" r="4" className={paid} />
    </>
  );
}

function Gift() {
  return (
    <>
      <path d="M20 18h24v16H20zM18 13h28v6H18z" className={free} />
      <path d="M30 13h4v21h-4z" className={paid} />
      <path d="M32 13c-9-1-9-9-4-9 3 0 4 5 4 9zm0 0c9-1 9-9 4-9-3 0-4 5-4 9z" className={free} />
    </>
  );
}

function Bundle() {
  return (
    <>
      <rect x="8" y="10" width="48" height="20" rx="10" className={free} />
      <Dots of={["paid", "paid", "paid"]} />
    </>
  );
}

function Prices({ cut }: { cut: string }) {
  return (
    <>
      <path d="M12 20L24 8h28v24H24z" className={free} />
      <circle cx="21" cy="20" r="2.2" className={paid} />
      <text x="38" y="25" textAnchor="middle" className="k-big">{cut}</text>
    </>
  );
}

const pictures: Readonly<Record<OfferKind, ReactNode>> = {
  full_cut: <Steps falls={["−50", "−120"]} />,
  every_cut: <Steps falls={["−50", "−50", "−50"]} />,
  full_percent: <Steps falls={["9", "8"]} />,
  full_gift: <Gift />,
  free_delivery: <Van />,
  price_level: <Prices cut="28" />,
  each_off: <Prices cut="−5" />,
  nth_off: <Dots of={["paid", "half"]} />,
  buy_get: <Dots of={["paid", "paid", "free"]} />,
  bundle: <Bundle />,
  add_on: (
    <>
      <circle cx="20" cy="20" r="6" className={paid} />
      <text x="33" y="25" textAnchor="middle" className="k-big">+</text>
      <circle cx="46" cy="20" r="6" className={free} />
    </>
  ),
  amount_off: <Ticket>10</Ticket>,
  percent_off: <Ticket>%</Ticket>,
  exchange: <Ticket>⇄</Ticket>,
  gift: <Ticket>+1</Ticket>,
  delivery_voucher: <Van />,
  unstated: <Ticket>?</Ticket>,
  custom: <Ticket>{"{ }"}</Ticket>,
};

/** What a kind does, in a small picture; its words stand beside it. */
export function KindPicture({ kind }: { kind: OfferKind }) {
  return (
    <svg className="c-kind-picture" viewBox="0 0 64 40" aria-hidden="true">
      {pictures[kind]}
    </svg>
  );
}
