import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Popconfirm, Tabs } from "antd";
import { useState } from "react";
import { inLang } from "#packages/ui/i18n.ts";
import { lastDay } from "#packages/ui/format.ts";
import { type Item, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { GrantDialog } from "./grant-dialog.tsx";
import { InviteDialog, InviteList } from "./invites.tsx";
import { RoleList } from "./roles.tsx";

export type Person = Item<"listStaff">;
type Grant = Person["grants"][number];

export function StaffPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageHead
        title={t("staff.title")}
        lead={t("staff.lead")}
        actions={
          <Button type="primary" onClick={() => setInviting(true)}>
            {t("invites.new")}
          </Button>
        }
      />
      <Tabs
        activeKey={tab ?? "people"}
        onChange={(next) => void navigate({ to: `/${brand.key}/staff`, search: { tab: next } })}
        destroyOnHidden
        items={[
          { key: "people", label: t("staff.tab.people"), children: <People /> },
          { key: "invites", label: t("staff.tab.invites"), children: <InviteList /> },
          { key: "roles", label: t("staff.tab.roles"), children: <RoleList /> },
        ]}
      />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  );
}

function People() {
  const brand = useBrand();
  const { t } = useText();
  const [granting, setGranting] = useState<Person | null>(null);
  const pages = usePages("listStaff", { path: brand.path, query: { limit: 50 } });
  const columns: Column<Person>[] = [
    {
      key: "name",
      title: t("staff.person"),
      head: true,
      cell: (one) => (
        <>
          {one.name}
          <small>{one.email}</small>
        </>
      ),
    },
    {
      key: "grants",
      title: t("staff.grants"),
      cell: (one) => one.grants.map((grant) => <GrantLine key={grant.grantId} grant={grant} />),
    },
    {
      key: "next",
      title: "",
      end: true,
      cell: (one) => (
        <Button size="small" onClick={() => setGranting(one)}>
          {t("staff.grant")}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Listing
        label={t("staff.tab.people")}
        pages={pages}
        columns={columns}
        keyOf={(one) => one.staffId}
        empty={<Empty title={t("staff.empty")} next={t("staff.emptyNext")} />}
      />
      {granting ? <GrantDialog person={granting} onClose={() => setGranting(null)} /> : null}
    </>
  );
}

function GrantLine({ grant }: { grant: Grant }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const revoke = useWrite("revokeGrant", { done: t("staff.revoked") });
  const role = inLang(lang, grant.roleName, grant.roleNameEn);
  const unit = inLang(lang, grant.unitName, grant.unitNameEn);
  const { timeZone } = brand.me.brand;
  const end =
    grant.validToAt === null
      ? t("staff.forever")
      : t("staff.until", { day: lastDay(grant.validToAt, timeZone, lang, Date.now()) });
  return (
    <span>
      <b>{role}</b> · {unit} · {end}{" "}
      <Popconfirm
        title={t("staff.revokeSure", { role })}
        onConfirm={() => revoke.mutate({ path: { ...brand.path, grantId: grant.grantId } })}
      >
        <Button size="small" type="text" danger>
          {t("staff.revoke")}
        </Button>
      </Popconfirm>
    </span>
  );
}
