import type { Translated } from "#packages/ui/i18n.ts";
import type { zhReviews } from "./zh-reviews.ts";

export const enReviews: Translated<typeof zhReviews> = {
  "reviews.title": "What buyers say",
  "reviews.of": "Reviews of {name}",
  "reviews.toStore": "Reviews of the store",
  "reviews.none": "No reviews yet",
  "reviews.noneNext": "Who bought or was served here can review it on the order or booking.",
  "reviews.stars": "{stars} stars",
  "reviews.count": "{count} reviews",
  "reviews.honest":
    "From real orders and bookings. Nobody can delete them; words are hidden for a legal reason " +
    "only, and their stars still count.",
  "reviews.more": "Older reviews",
  "reviews.replied": "The store replied · {day}",
  "reviews.hidden": "Words hidden by law: {reason}. The stars count.",
  "reviews.reason.personal_data": "somebody's private data",
  "reviews.reason.insult": "an insult",
  "reviews.reason.unlawful": "unlawful content",
  "reviews.reason.advertising": "unrelated advertising",
  "reviews.reason.court_order": "a court's order",
  "reviews.outcome.solved": "The guest: solved",
  "reviews.outcome.unsolved": "The guest: not solved yet",

  "reviews.mineHere": "How was it?",
  "reviews.store": "The store",
  "reviews.write": "Review",
  "reviews.until": "Until {day}, each of them once.",
  "reviews.how": "How many stars?",
  "reviews.pick": "Tap a star",
  "reviews.said.1": "Very bad",
  "reviews.said.2": "Not good",
  "reviews.said.3": "Fair",
  "reviews.said.4": "Good",
  "reviews.said.5": "Very good",
  "reviews.words": "Your words (optional, up to 1000 characters)",
  "reviews.promise":
    "Everybody can read it, nobody sees who you are. It cannot be changed later, and the store " +
    "cannot delete it.",
  "reviews.send": "Publish the review",
  "reviews.thanks": "Thank you for your review",

  "reviews.mine": "My reviews",
  "reviews.mineNone": "You have written no review yet",
  "reviews.mineNoneNext": "Once you have the goods or were served, review on the order or booking.",
  "reviews.toOrders": "To my orders",
  "reviews.solved": "It is solved",
  "reviews.unsolved": "Not solved yet",
  "reviews.outcomeSaid": "The store and everybody can see it",
};
