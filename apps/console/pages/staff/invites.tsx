import { Button, Form, Input, Modal } from "antd";
import { inLang } from "#packages/ui/i18n.ts";
import { QrCode } from "#packages/ui/qr-code.tsx";
import type { Answer } from "#packages/sdk/index.ts";
import { type Item, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { CopyButton } from "../../parts/copy.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { endOf, GrantFields, type GrantTyped } from "./grant-dialog.tsx";

type Invite = Item<"listInvites">;

export function InviteList() {
  const brand = useBrand();
  const { t, lang } = useText();
  const pages = usePages("listInvites", { path: brand.path, query: { limit: 50 } });
  const cancel = useWrite("cancelInvite", { done: t("invites.cancelled") });
  const columns: Column<Invite>[] = [
    {
      key: "role",
      title: t("staff.role"),
      head: true,
      cell: (one) => (
        <>
          {inLang(lang, one.roleName, one.roleNameEn)} ·{" "}
          {inLang(lang, one.unitName, one.unitNameEn)}
          {one.email ? <small>{one.email}</small> : null}
        </>
      ),
    },
    {
      key: "state",
      title: t("offers.state"),
      cell: (one) => <span className="c-state">{t(`invites.state.${one.state}`)}</span>,
    },
    { key: "until", title: t("invites.expires"), cell: (one) => brand.at(one.expiresAt) },
    {
      key: "next",
      title: "",
      end: true,
      cell: (one) =>
        one.state === "open" ? (
          <Button
            size="small"
            type="text"
            danger
            onClick={() => cancel.mutate({ path: { ...brand.path, inviteId: one.inviteId } })}
          >
            {t("invites.cancel")}
          </Button>
        ) : null,
    },
  ];
  return (
    <Listing
      label={t("staff.tab.invites")}
      pages={pages}
      columns={columns}
      keyOf={(one) => one.inviteId}
      faded={(one) => one.state !== "open"}
      empty={<Empty title={t("invites.empty")} next={t("staff.emptyNext")} />}
    />
  );
}

interface InviteTyped extends GrantTyped {
  readonly email?: string;
}

/** Makes a one-time link and shows it as a QR code, this once. */
export function InviteDialog({ onClose }: { onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<InviteTyped>();
  const make = useWrite("createInvite");
  const save = ({ endDay, email, ...typed }: InviteTyped) => {
    const grantValidToAt = endOf(endDay, brand.me.brand.timeZone);
    make.mutate({ path: brand.path, body: { ...typed, email: email || null, grantValidToAt } });
  };
  if (make.data) return <InviteShown invite={make.data} onClose={onClose} />;
  return (
    <Modal
      open
      title={t("invites.new")}
      onCancel={onClose}
      okText={t("invites.make")}
      onOk={() => form.submit()}
      confirmLoading={make.isPending}
    >
      <Form<InviteTyped> form={form} layout="vertical" onFinish={save}>
        <GrantFields />
        <Form.Item
          name="email"
          label={t("invites.email")}
          rules={[{ type: "email", message: t("signIn.emailBad") }]}
        >
          <Input type="email" autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface InviteShownProps {
  readonly invite: Answer<"createInvite">;
  onClose(): void;
}

function InviteShown({ invite, onClose }: InviteShownProps) {
  const brand = useBrand();
  const { t } = useText();
  const link = new URL(invite.link, location.origin).href;
  return (
    <Modal open footer={null} title={t("invites.scan")} onCancel={onClose}>
      <div className="c-invite-qr">
        <QrCode value={link} label={t("invites.scan")} />
        <p>
          {t("invites.once", { at: brand.at(invite.expiresAt) })}{" "}
          {invite.mailed ? t("invites.mailed") : ""}
        </p>
        <CopyButton value={link} label={t("invites.copy")} />
      </div>
    </Modal>
  );
}
