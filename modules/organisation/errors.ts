import { defineErrors } from "#platform/errors.ts";

export const organisationErrors = defineErrors("organisation", {
  sign_in_failed: {
    status: 401,
    zh: { title: "邮箱或密码不正确", next: "请核对后重试。" },
    en: { title: "The e-mail or the password is wrong", next: "Check both and try again." },
  },
  email_taken: {
    status: 409,
    zh: { title: "这个邮箱已有账号", next: "请用这个邮箱的密码登录。" },
    en: { title: "This e-mail has an account already", next: "Sign in with its password." },
  },
  sample_account: {
    status: 403,
    zh: { title: "演示账号不能拥有品牌", next: "请填写您自己的邮箱和密码，一并开通账号。" },
    en: {
      title: "A demo sign-in cannot own a brand",
      next: "Give an e-mail and a password of your own; the account is made with the brand.",
    },
  },
  brand_key_taken: {
    status: 409,
    zh: { title: "品牌代号 {key} 已被使用", next: "请换一个代号。" },
    en: { title: "The brand key {key} is taken", next: "Choose another key." },
  },
  brand_key_reserved: {
    status: 400,
    zh: { title: "{key} 不能用作品牌代号", next: "请用 2 到 24 位小写字母、数字或连字符，且不与系统地址重名。" },
    en: {
      title: "{key} cannot be a brand key",
      next: "Use 2 to 24 lower-case letters, digits or hyphens that are no address of the system.",
    },
  },
  brand_delete_unconfirmed: {
    status: 400,
    zh: { title: "删除品牌需要输入它的代号", next: "请准确输入品牌代号 {key} 后重试。" },
    en: { title: "Deleting a brand needs its key", next: "Type the brand key {key} exactly." },
  },
  brand_zone_fixed: {
    status: 409,
    zh: { title: "已有业务数据，时区不能再改", next: "时区决定每一天的起止，请保持不变。" },
    en: {
      title: "The time zone is fixed once there is business data",
      next: "It decides where each day begins; keep it as it is.",
    },
  },
  unit_not_found: {
    status: 404,
    zh: { title: "没有这个机构", next: "请刷新机构列表。" },
    en: { title: "There is no such unit", next: "Reload the list of units." },
  },
  unit_kind_misplaced: {
    status: 409,
    zh: { title: "这类机构不能放在该上级之下", next: "顺序为集团、大区、城市、门店；门店之下不再设机构。" },
    en: {
      title: "A unit of this kind cannot lie below that one",
      next: "The order is group, region, city, store; nothing lies below a store.",
    },
  },
  unit_code_taken: {
    status: 409,
    zh: { title: "机构编码 {code} 已被使用", next: "请换一个编码。" },
    en: { title: "The unit code {code} is taken", next: "Choose another code." },
  },
  unit_cycle: {
    status: 409,
    zh: { title: "机构不能移到自己的下级之下", next: "请选择另一个上级。" },
    en: { title: "A unit cannot move below itself", next: "Choose another parent." },
  },
  unit_moved_later: {
    status: 409,
    zh: { title: "该时刻之后已有一次调整", next: "请选择晚于上次调整的时间。" },
    en: { title: "It was moved at or after that time", next: "Choose a time after its last move." },
  },
  unit_is_root: {
    status: 409,
    zh: { title: "最上级集团不能移动或关闭", next: "请选择其下的机构。" },
    en: { title: "The root group cannot be moved or closed", next: "Choose a unit below it." },
  },
  unit_closed: {
    status: 409,
    zh: { title: "该机构已关闭", next: "请选择仍在使用的机构。" },
    en: { title: "This unit is closed", next: "Choose a unit that is open." },
  },
  unit_has_children: {
    status: 409,
    zh: { title: "该机构下还有 {count} 个机构", next: "请先移动或关闭下级机构。" },
    en: { title: "{count} units still lie below it", next: "Move or close them first." },
  },
  role_key_taken: {
    status: 409,
    zh: { title: "角色代号 {key} 已被使用", next: "请换一个代号。" },
    en: { title: "The role key {key} is taken", next: "Choose another key." },
  },
  grant_beyond_own: {
    status: 403,
    zh: { title: "不能授予自己没有的权限：{capability}", next: "请由拥有该权限的人授权。" },
    en: {
      title: "You cannot give what you do not hold: {capability}",
      next: "Ask someone who holds it on this unit.",
    },
  },
  grant_not_active: {
    status: 409,
    zh: { title: "这项授权已失效", next: "请刷新列表。" },
    en: { title: "This grant has ended already", next: "Reload the list." },
  },
  last_owner: {
    status: 409,
    zh: { title: "这是最后一位品牌主", next: "请先授予另一位品牌主。" },
    en: { title: "This is the last owner", next: "Make someone else an owner first." },
  },
  end_not_ahead: {
    status: 400,
    zh: { title: "结束时间必须晚于现在", next: "请选择将来的时间，或留空。" },
    en: { title: "The end must lie ahead", next: "Choose a time to come, or none." },
  },
  invite_not_usable: {
    status: 410,
    zh: { title: "邀请链接已使用、已取消或已过期", next: "请向邀请人索取新的链接。" },
    en: {
      title: "The invite was used, cancelled or has expired",
      next: "Ask who invited you for a new link.",
    },
  },
  invite_other_email: {
    status: 403,
    zh: { title: "这份邀请是发给另一个邮箱的", next: "请使用收到邀请的邮箱。" },
    en: { title: "The invite is for another e-mail", next: "Use the e-mail that was invited." },
  },
  api_scope_owner_only: {
    status: 403,
    zh: { title: "只有品牌主可以给密钥 {scope} 权限", next: "请由品牌主创建这把密钥。" },
    en: {
      title: "Only an owner can give a key {scope}",
      next: "Ask an owner to create this key.",
    },
  },
});
