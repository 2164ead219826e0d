import { App, Modal } from "antd";
import { useState } from "react";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { ChannelPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { Channel } from "./channel-list.tsx";

/** Before a ban: what it touches, and where its codes go, in one action. */
export function BanDialog({ channel, onClose }: { channel: Channel; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const { message } = App.useApp();
  const [to, setTo] = useState<string | undefined>();
  const path = { ...brand.path, channelId: channel.channelId };
  const affected = useAnswer("getChannelBanEffects", { path });
  const ban = useWrite("banChannel", {
    onDone: ({ repointed, retired }) => {
      const done = { repointed: repointed.length, retired: retired.length };
      message.success(t("channels.banned", done));
      onClose();
    },
  });
  const found = affected.data;
  return (
    <Modal
      open
      title={t("channels.banTitle", { name: brand.named(channel) })}
      onCancel={onClose}
      okText={t("channels.banNow")}
      okButtonProps={{ danger: true, disabled: !found }}
      confirmLoading={ban.isPending}
      onOk={() => ban.mutate({ path, body: { toChannelId: to ?? null } })}
    >
      {affected.error ? <ErrorNote error={affected.error} /> : null}
      {found ? (
        <>
          <p>
            {t("channels.banAffects", {
              codes: found.codes.length,
              offers: found.offerIds.length,
              campaigns: found.campaignIds.length,
              members: found.members,
              visitors: found.visitors,
            })}
          </p>
          <ul className="c-plain-list">
            {found.codes.map((code) => (
              <li key={code.sourceCodeId}>
                {code.name} <code>{code.code}</code>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <label className="c-label">
        {t("channels.banTo")}
        <ChannelPick label={t("channels.banTo")} value={to} onChange={setTo} />
      </label>
      <p className="c-quiet">{t("channels.banToHint")}</p>
    </Modal>
  );
}
