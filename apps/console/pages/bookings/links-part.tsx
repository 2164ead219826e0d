import { Button, Input, Popconfirm, Select } from "antd";
import { useState } from "react";
import { QrCode } from "#packages/ui/qr-code.tsx";
import { type Item, useAnswer, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { CopyButton } from "../../parts/copy.tsx";
import { Listing } from "../../parts/listing.tsx";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

type Feed = Item<"listBookingFeeds">;

/** The sign at the door, and the calendars that other programs read. */
export function LinksPart({ storeId }: { storeId: string }) {
  return (
    <>
      <Door storeId={storeId} />
      <Feeds storeId={storeId} />
    </>
  );
}

function Door({ storeId }: { storeId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const path = { ...brand.path, storeId };
  const found = useAnswer("getCheckInCode", { path });
  const renew = useWrite("renewCheckInCode", { done: t("bookings.doorRenewed") });
  return (
    <section className="c-section">
      <h2>{t("bookings.door")}</h2>
      <p className="c-quiet">{t("bookings.doorLead")}</p>
      {found.error ? <ErrorNote error={found.error} /> : null}
      {found.data ? (
        <div className="c-door">
          <QrCode value={found.data.link} label={t("bookings.door")} />
          <div>
            <p>{t("bookings.doorSign")}</p>
            <div className="c-inline">
              <Button onClick={() => print()}>{t("bookings.print")}</Button>
              <CopyButton value={found.data.link} label={t("bookings.copyLink")} />
              <Popconfirm
                title={t("bookings.doorRenewSure")}
                onConfirm={() => renew.mutate({ path })}
              >
                <Button danger>{t("bookings.doorRenew")}</Button>
              </Popconfirm>
            </div>
          </div>
        </div>
      ) : null}
    </section>
  );
}

function Feeds({ storeId }: { storeId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const path = brand.path;
  const pages = usePages("listBookingFeeds", { path, query: { storeId } });
  const resources = useAnswer("listBookingResources", { path, query: { storeId, limit: 200 } });
  const [subject, setSubject] = useState(storeId);
  const [url, setUrl] = useState<string>();
  const make = useWrite("makeBookingFeed", { onDone: (feed) => setUrl(feed.url) });
  const revoke = useWrite("revokeBookingFeed", { done: t("bookings.feedEnded") });
  const whole = { value: storeId, label: t("bookings.feedStore") };
  const choices = [
    whole,
    ...(resources.data?.items ?? []).map((one) => ({
      value: one.resourceId, label: brand.named(one),
    })),
  ];
  const nameOf = (feed: Feed) =>
    choices.find(({ value }) => value === feed.subjectId)?.label ?? "—";
  const kind = subject === storeId ? ("store" as const) : ("resource" as const);
  return (
    <section className="c-section">
      <h2>{t("bookings.feeds")}</h2>
      <p className="c-quiet">{t("bookings.feedsLead")}</p>
      <div className="c-bar">
        <Select
          className="c-pick"
          aria-label={t("bookings.feedOf")}
          value={subject}
          onChange={setSubject}
          options={choices}
        />
        <Button
          loading={make.isPending}
          onClick={() => make.mutate({ path, body: { kind, subjectId: subject } })}
        >
          {t("bookings.feedMake")}
        </Button>
      </div>
      {url ? (
        <div className="c-feed-url">
          <strong>{t("bookings.feedOnce")}</strong>
          <Input readOnly aria-label={t("bookings.feeds")} value={url} />
          <CopyButton value={url} label={t("bookings.copyLink")} />
        </div>
      ) : null}
      <Listing
        label={t("bookings.feeds")}
        pages={pages}
        keyOf={(one) => one.feedId}
        columns={[
          { key: "of", title: t("bookings.feedOf"), head: true, cell: nameOf },
          { key: "made", title: t("bookings.feedMade"), cell: (one) => brand.at(one.madeAt) },
          {
            key: "end",
            title: "",
            end: true,
            cell: ({ feedId }) => (
              <Button danger onClick={() => revoke.mutate({ path: { ...path, feedId } })}>
                {t("bookings.feedEnd")}
              </Button>
            ),
          },
        ]}
        empty={<Empty title={t("bookings.noFeeds")} next={t("bookings.noFeedsNext")} />}
      />
    </section>
  );
}
