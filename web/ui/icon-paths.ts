/** Outlines on a grid of 24, drawn with a line of 1.75 in the colour of the text; those that both apps show. */
export const iconPaths = {
  alert: 'M12 8v5M12 16.5v.1M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0',
  calendar: 'M7 3v4M17 3v4M4 10h16M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0',
  close: 'M6 6l12 12M18 6L6 18',
  globe: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M3.5 9h17M3.5 15h17M12 3c5 5.5 5 12.5 0 18-5-5.5-5-12.5 0-18',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M3 20a6 6 0 0 1 12 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6 6 0 0 1 3 5.5',
  phone: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2',
  pin: 'M12 21s7-6.1 7-11a7 7 0 1 0-14 0c0 4.9 7 11 7 11M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  price: 'M4 4h8l8 8-8 8-8-8zM8 8v.1',
  video: 'M15 10l5-3v10l-5-3M5 6h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2',
} as const;

/** What stands for each kind of place. */
export const locationIcons = {
  video_meeting: 'video',
  phone: 'phone',
  in_person: 'pin',
  custom_url: 'link',
} as const satisfies Record<string, keyof typeof iconPaths>;
