import type { ThreadTemplate } from './thread-template.ts';

/** A thread of these can be told again about another deal or case. */
export const SALES_EN: readonly ThreadTemplate[] = [
  {
    cast: 'deal',
    subject: 'Offer for {product}',
    steps: [
      {
        by: 'them',
        text: 'We are planning next year’s budget and need a price for {quantity} {product}, delivered to our site.\n\nCould you send a written offer by {weekday}?',
      },
      {
        by: 'us',
        text: 'Thank you for asking. The offer is attached: {amount} for {quantity} {product}, delivery in four weeks.\n\nThe price holds for 30 days.',
        attach: 'offer',
      },
      {
        by: 'them',
        text: 'Received, thanks. Our finance people ask whether payment within 60 days is possible.',
        cc: ['second'],
      },
      { by: 'us', text: 'Sixty days is fine for an order of this size. Shall I change the offer?' },
      { by: 'second', text: 'Please do. With that in writing I can approve it this week.' },
    ],
  },
  {
    cast: 'deal',
    subject: 'Site visit before we order',
    steps: [
      {
        by: 'us',
        text: 'Before you decide on the {product}, I would like to see the line once more with our engineer.\n\nWould {weekday} morning suit you?',
        cc: ['colleague'],
      },
      {
        by: 'them',
        text: '{weekday} is good, but please come after ten; we have a safety briefing first.',
      },
      { by: 'us', text: 'After ten it is. We bring our own helmets and shoes.' },
    ],
  },
  {
    cast: 'deal',
    subject: 'Comparison with your competitor',
    steps: [
      {
        by: 'them',
        text: 'I have to be open with you: we hold a second quotation for {product} that is nine percent lower.\n\nWhat makes yours worth the difference?',
      },
      {
        by: 'us',
        text: 'Thanks for telling me. Ours includes the first calibration and a five-year warranty; please check whether theirs does.\n\nThe table shows both, line by line.',
        attach: 'list',
        cc: ['manager'],
      },
      {
        by: 'them',
        text: 'It does not. That changes the sum quite a bit. I will take it to the board on {weekday}.',
      },
      {
        by: 'manager',
        text: 'Should the board have questions, call me at any time. I would be glad to join by phone.',
      },
    ],
  },
  {
    cast: 'deal',
    subject: 'Purchase order for {product}',
    steps: [
      {
        by: 'them',
        text: 'Please find our purchase order for {quantity} {product}, total {amount}.\n\nKindly confirm the delivery date.',
        attach: 'order',
      },
      {
        by: 'us',
        text: 'Thank you for the order. Delivery leaves our store on {weekday}; you get the tracking number then.',
      },
      { by: 'them', text: 'Perfect. Deliveries go to the gate at the back, open until 15:00.' },
    ],
  },
  {
    cast: 'deal',
    subject: 'Call on {weekday}?',
    steps: [
      {
        by: 'us',
        text: 'Do you have twenty minutes on {weekday} to go through the open points on the {product}?',
      },
      {
        by: 'them',
        text: 'Half past two would work for me. Could {account} get the slides beforehand?',
      },
      {
        by: 'us',
        text: 'Half past two it is; I send an invitation. The price list we shall look at is attached.',
        attach: 'list',
      },
    ],
  },
];

export const SERVICE_EN: readonly ThreadTemplate[] = [
  {
    cast: 'ticket',
    subject: '{case}',
    steps: [
      {
        by: 'them',
        text: 'We have a problem since this morning: {case}.\n\nThe line is standing still, so please treat it as urgent. A picture is attached.',
        attach: 'photo',
      },
      {
        by: 'us',
        text: 'I am sorry for the trouble. Your case number is {ticket}.\n\nPlease switch the unit off and on again, hold the left key for five seconds, and tell me what it shows.',
      },
      { by: 'them', text: 'It shows E-14 and then goes dark. Same as before.' },
      {
        by: 'us',
        text: 'E-14 is the power board. A replacement leaves today by courier, no charge.',
        cc: ['colleague'],
      },
      {
        by: 'them',
        text: 'The board arrived and the unit works again. Thank you for the quick help!',
      },
    ],
  },
  {
    cast: 'ticket',
    subject: 'Complaint: {case}',
    steps: [
      {
        by: 'them',
        text: 'This is the second time we write about the same thing: {case}.\n\nWe expect an answer from somebody responsible.',
        cc: ['second'],
      },
      {
        by: 'us',
        text: 'You are right to complain, and I apologise. I have taken over {ticket} myself and you hear from me daily until it is closed.',
        cc: ['manager'],
      },
      { by: 'second', text: 'Noted. We look forward to the first report tomorrow.' },
    ],
  },
  {
    cast: 'ticket',
    subject: 'Question about your invoice',
    steps: [
      {
        by: 'them',
        text: 'Our accounts department can not match your last invoice to an order. Which one does it belong to?',
      },
      {
        by: 'us',
        text: 'It belongs to the service visit under {ticket}. The list of hours is attached.',
        attach: 'list',
      },
    ],
  },
];

/** Told once: the ways in which an address can meet the CRM. */
export const OTHERS_EN: readonly ThreadTemplate[] = [
  {
    cast: 'contoso',
    subject: 'Contoso renewal',
    steps: [
      {
        by: 'us',
        text: 'Your service agreement ends with the quarter. I have prepared the renewal: same scope, {amount} a year, the price unchanged.\n\nThe draft is attached.',
        attach: 'offer',
      },
      {
        by: 'them',
        text: 'Thanks, good timing. Please add the new packaging line to the scope; then we can talk about two years.',
        cc: ['second'],
      },
      {
        by: 'us',
        text: 'Two years with the packaging line included: I can offer six percent less on the whole. New draft attached.',
        attach: 'offer',
        cc: ['manager'],
      },
      {
        by: 'second',
        text: 'Six percent is what I hoped to hear. Legal reads it until {weekday}.',
      },
      {
        by: 'manager',
        text: 'Great to hear. We keep the engineers’ days free for you until then.',
      },
      { by: 'them', text: 'Legal has no remarks. Can we sign next week at our office?', to: 'us' },
    ],
  },
  {
    cast: 'lead',
    subject: 'Request from your website',
    steps: [
      {
        by: 'them',
        text: 'I found your {product} on the web. We are a small works with two lines; would they suit us, and what do they cost?',
      },
      {
        by: 'us',
        text: 'They would, and many of our customers are of your size. I enclose our price list; a short call would help me advise you.',
        attach: 'list',
      },
      { by: 'them', text: 'A call is fine, best in the afternoon.' },
    ],
  },
  {
    cast: 'lead',
    subject: 'Nice to meet you at the fair',
    steps: [
      {
        by: 'us',
        text: 'It was good to meet you at our stand. As promised, here is the leaflet on {product}.',
        attach: 'offer',
      },
      { by: 'them', text: 'Thanks! We decide in spring; please remind me then.' },
    ],
  },
  {
    cast: 'shared-address',
    subject: 'New opening hours of our goods-in',
    steps: [
      {
        by: 'them',
        text: 'From next week our goods-in closes at 14:00 on Fridays. Please tell your carriers.',
      },
      { by: 'us', text: 'Thank you, our store is informed.' },
    ],
  },
  {
    cast: 'twins',
    subject: 'Who signs for the delivery?',
    steps: [
      {
        by: 'us',
        text: 'Which of you two signs for the {product} on {weekday}? The driver needs a name.',
      },
      { by: 'them', text: 'Either of us; we share this address and the desk.' },
    ],
  },
  {
    cast: 'inactive',
    subject: 'My last day',
    steps: [
      {
        by: 'them',
        text: 'I leave the company at the end of the month. It was a pleasure to work with you; my successor will write soon.',
      },
    ],
  },
  {
    cast: 'second-address',
    subject: 'From my private address',
    steps: [
      {
        by: 'them',
        text: 'Our mail server is down, so I write from home. Please send the papers on {product} here for now.',
      },
      { by: 'us', text: 'Done, see attached. I hope the server is back soon.', attach: 'offer' },
    ],
  },
  {
    cast: 'colleagues',
    subject: 'Pricing for the big accounts',
    steps: [
      {
        by: 'manager',
        text: 'Before the quarter ends: no more than six percent on frame contracts without asking me, please.\n\nThe table shows where we stand.',
        attach: 'list',
        cc: ['colleague', 'intern'],
      },
      {
        by: 'us',
        text: 'Contoso asks for two years. May I go to eight if they take the packaging line?',
      },
      { by: 'manager', text: 'Seven, and only with two years signed.' },
      {
        by: 'colleague',
        text: 'Then I would like the same for the Kecskemét frame contract, please.',
      },
    ],
  },
  {
    cast: 'colleagues',
    subject: 'Lunch on {weekday}',
    steps: [
      {
        by: 'us',
        text: 'The Hungarian colleagues are in town on {weekday}. Lunch at the usual place at half past twelve?',
        cc: ['colleague'],
      },
      { by: 'manager', text: 'Count me in.' },
      { by: 'colleague', text: 'Me too, thanks for organising!' },
    ],
  },
  {
    cast: 'stranger',
    subject: 'Do you repair older units?',
    steps: [
      {
        by: 'them',
        text: 'I bought a used level gauge with your name on it, built in 2009. Is there anybody who still repairs these?',
      },
      { by: 'us', text: 'We do. Please tell me the serial number on the back.' },
    ],
  },
  {
    cast: 'stranger',
    subject: 'Application as a sales assistant',
    steps: [
      {
        by: 'them',
        text: 'I read that your team is growing and would like to apply. My CV is attached.',
        attach: 'cv',
      },
    ],
  },
  {
    cast: 'newsletter',
    subject: 'Plant & Process Weekly: what sensors will cost next year',
    steps: [
      {
        by: 'them',
        text: 'In this issue: prices of sensors, the new directive on pressure vessels, and a visit to a dairy that measures everything.\n\nYou receive this letter because you subscribed on our website.',
      },
    ],
  },
  {
    cast: 'newsletter',
    subject: 'Early tickets for the Leeds Automation Fair',
    steps: [
      {
        by: 'them',
        text: 'The fair opens in three months. Exhibitors of last year pay a quarter less until the end of the week.',
      },
    ],
  },
];
