import { Link } from "@tanstack/react-router";
import { App, Button, Input, Popconfirm, Segmented } from "antd";
import { useState } from "react";
import { type Item, usePages, useWrite } from "../ask.ts";
import { useBrand } from "../brand.tsx";
import { type Column, Listing } from "../parts/listing.tsx";
import { Empty } from "../parts/note.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { useText } from "../text.ts";
import { HouseholdDialog } from "./household-dialog.tsx";

type Member = Item<"listMembers">;

/** Members, masked; a full number is shown to whoever may, and the look is recorded. */
export function MembersPage() {
  const brand = useBrand();
  const { t } = useText();
  const [by, setBy] = useState<"phone" | "externalId">("phone");
  const [text, setText] = useState("");
  const query = { limit: 50, ...(text ? { [by]: text } : {}) };
  const pages = usePages("listMembers", { path: brand.path, query });
  return (
    <>
      <PageHead title={t("members.title")} lead={t("members.lead")} />
      <div className="c-bar">
        <Segmented
          aria-label={t("form.search")}
          value={by}
          onChange={(next) => setBy(next)}
          options={(["phone", "externalId"] as const).map((value) => ({
            value,
            label: t(`members.${value}`),
          }))}
        />
        <Input.Search
          className="c-pick"
          allowClear
          aria-label={t(`members.${by}`)}
          placeholder={t(`members.${by}`)}
          onSearch={(typed) => setText(typed.trim())}
        />
      </div>
      <Listing
        label={t("members.title")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.memberId}
        faded={(one) => one.erased}
        empty={
          text ? (
            <Empty title={t("members.notFound")} />
          ) : (
            <Empty title={t("members.empty")} next={t("members.emptyNext")} />
          )
        }
      />
    </>
  );
}

function useColumns(): Column<Member>[] {
  const { t } = useText();
  const brand = useBrand();
  return [
    { key: "masked", title: t("members.member"), head: true, cell: (one) => one.masked },
    { key: "name", title: t("members.name"), cell: (one) => one.nameMasked ?? "—" },
    { key: "household", title: t("members.household"), cell: (one) => one.household ?? "—" },
    { key: "joined", title: t("members.joined"), cell: (one) => brand.at(one.joinedAt) },
    { key: "next", title: "", end: true, cell: (one) => <MemberActions member={one} /> },
  ];
}

function MemberActions({ member }: { member: Member }) {
  const { t } = useText();
  const brand = useBrand();
  const { modal } = App.useApp();
  const [naming, setNaming] = useState(false);
  const path = { ...brand.path, memberId: member.memberId };
  const erase = useWrite("eraseMember", { done: t("members.erased") });
  const show = useWrite("showMemberContact", {
    onDone: ({ phone, externalId, name }) => {
      const content = [name, phone, externalId].filter(Boolean).join(" · ") || "—";
      modal.info({ title: t("members.contact"), content });
    },
  });
  if (member.erased) return <span className="c-state">{t("members.erased")}</span>;
  return (
    <span className="c-actions">
      <Link to="/$brand/members/$memberId" params={{ brand: brand.key, memberId: member.memberId }}>
        {t("members.open")}
      </Link>
      <Link to={`/${brand.key}/members/${member.memberId}/stored-value`}>{t("holder.open")}</Link>
      {brand.may("members.export") ? (
        <Popconfirm title={t("members.contactSure")} onConfirm={() => show.mutate({ path })}>
          <Button size="small" type="text">
            {t("members.contact")}
          </Button>
        </Popconfirm>
      ) : null}
      {brand.may("members.export") ? (
        <Button size="small" type="text" onClick={() => setNaming(true)}>
          {t("members.householdSet")}
        </Button>
      ) : null}
      {naming ? <HouseholdDialog member={member} onClose={() => setNaming(false)} /> : null}
      {brand.may("members.erase") ? (
        <Popconfirm
          title={t("form.confirmSure")}
          description={t("members.eraseSure")}
          onConfirm={() => erase.mutate({ path })}
        >
          <Button size="small" type="text" danger>
            {t("members.erase")}
          </Button>
        </Popconfirm>
      ) : null}
    </span>
  );
}
