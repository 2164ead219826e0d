import { Button, Input, Select, Upload } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { type Item, useAnswer, usePages, useWrite } from "../../ask.ts";
import { api } from "../../api.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, today } from "../../parts/days.ts";
import { Listing, Rows } from "../../parts/listing.tsx";
import { Empty, Note } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";

type Found = Answer<"checkStatement">;
type Difference = Found["differences"][number];
type Notice = Item<"listOpenNotices">;

/** A provider's statement against our books, and the notices that fitted nothing. */
export function MoneyPage() {
  const { t } = useText();
  return (
    <>
      <PageHead title={t("money.title")} lead={t("money.lead")} />
      <Statement />
      <h2>{t("money.notices")}</h2>
      <Notices />
    </>
  );
}

function Statement() {
  const brand = useBrand();
  const { t } = useText();
  const ways = useAnswer("listPaymentWays", { path: brand.path });
  const now = today(brand.me.brand.timeZone);
  const [fromDay, setFrom] = useState(addDays(now, -1));
  const [toDay, setTo] = useState(addDays(now, -1));
  const [provider, setProvider] = useState<string>();
  const [file, setFile] = useState<{ name: string; text: string }>();
  const check = useWrite("checkStatement");
  const names = ways.data?.items.map((one) => one.provider) ?? [];
  const chosen = provider ?? names[0];
  const fetched = ways.data?.items.find((one) => one.provider === chosen)?.givesStatements;
  if (ways.data && names.length === 0) return <Note tone="plain" title={t("money.noProvider")} />;
  return (
    <>
      <div className="c-orders-filter">
        <Select
          aria-label={t("money.provider")}
          value={chosen ?? null}
          onChange={setProvider}
          options={names.map((value) => ({ value, label: value }))}
        />
        <Input
          type="date"
          aria-label={t("money.from")}
          value={fromDay}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Input
          type="date"
          aria-label={t("money.to")}
          value={toDay}
          onChange={(event) => setTo(event.target.value)}
        />
        {fetched && chosen ? <Fetch provider={chosen} fromDay={fromDay} toDay={toDay} /> : null}
        <Upload
          accept=".csv,.txt"
          showUploadList={false}
          beforeUpload={async (chosenFile) => {
            setFile({ name: chosenFile.name, text: await chosenFile.text() });
            return false;
          }}
        >
          <Button>{file?.name ?? t("money.file")}</Button>
        </Upload>
        <Button
          type="primary"
          disabled={!file || !chosen}
          loading={check.isPending}
          onClick={() => {
            if (!file || !chosen) return;
            const body = { provider: chosen, fromDay, toDay, statement: file.text };
            check.mutate({ path: brand.path, body });
          }}
        >
          {t("money.check")}
        </Button>
      </div>
      {check.data ? <Compared found={check.data} /> : null}
    </>
  );
}

/** The provider's own file, to be compared right here. */
function Fetch(asked: { provider: string; fromDay: string; toDay: string }) {
  const brand = useBrand();
  const { t } = useText();
  const { provider, ...query } = asked;
  return (
    <Button
      href={api.url("downloadPaymentStatement", { path: { ...brand.path, provider }, query })}
      download={`${provider}-${query.fromDay}-${query.toDay}.csv`}
    >
      {t("money.download")}
    </Button>
  );
}

function Compared({ found }: { found: Found }) {
  const brand = useBrand();
  const { t } = useText();
  const sums = t("money.matched", {
    count: found.matched,
    ours: brand.money(found.oursMinor),
    theirs: brand.money(found.theirsMinor),
  });
  const { feesMinor, newMinor, newLines } = found.fees;
  const fees = (
    <p>
      {t("money.fees", {
        fees: brand.money(feesMinor),
        booked: brand.money(newMinor),
        count: newLines,
      })}
    </p>
  );
  const count = found.differences.length;
  if (count === 0) {
    return <Note tone="plain" title={t("money.fits")} next={sums}>{fees}</Note>;
  }
  return (
    <>
      <Note title={t("money.differences", { count })} next={sums}>{fees}</Note>
      <Rows<Difference>
        label={t("money.differences", { count })}
        items={found.differences}
        keyOf={(one) => `${one.kind} ${one.tradeNo} ${one.what}`}
        columns={[
          { key: "trade", title: t("money.trade"), head: true, cell: (one) => one.tradeNo },
          {
            key: "what",
            title: t("money.what"),
            cell: (one) => t(`money.what.${one.what as "missing_here"}`),
          },
          { key: "ours", title: t("money.ours"), end: true, cell: (one) => sum(one.oursMinor) },
          {
            key: "theirs",
            title: t("money.theirs"),
            end: true,
            cell: (one) => sum(one.theirsMinor),
          },
          { key: "age", title: t("money.age"), end: true, cell: (one) => one.ageDays ?? "—" },
        ]}
      />
    </>
  );
  function sum(minor: number | null): string {
    return minor === null ? "—" : brand.money(minor);
  }
}

function Notices() {
  const brand = useBrand();
  const { t } = useText();
  const pages = usePages("listOpenNotices", { path: brand.path, query: { limit: 50 } });
  const close = useWrite("closeNotice", { done: t("money.settled") });
  return (
    <Listing<Notice>
      label={t("money.notices")}
      pages={pages}
      keyOf={(one) => `${one.provider} ${one.noticeId}`}
      empty={<Empty title={t("money.noNotices")} />}
      columns={[
        { key: "trade", title: t("money.trade"), head: true, cell: (one) => one.tradeNo },
        {
          key: "what",
          title: t("money.what"),
          cell: (one) => t(`money.outcome.${one.outcome as "unknown_trade"}`),
        },
        {
          key: "sum",
          title: t("money.theirs"),
          end: true,
          cell: (one) => brand.money(one.amountMinor),
        },
        { key: "at", title: t("orders.when"), cell: (one) => brand.at(one.receivedAt) },
        {
          key: "act",
          title: "",
          end: true,
          cell: ({ provider, noticeId }) => (
            <Button
              size="small"
              onClick={() => close.mutate({ path: { ...brand.path, provider, noticeId } })}
            >
              {t("money.settle")}
            </Button>
          ),
        },
      ]}
    />
  );
}
