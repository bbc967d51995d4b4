// SPDX-License-Identifier: Apache-2.0

let minutesEast = 8 * 60;

/** From now on times are shown by the clock of the city, wherever the phone thinks it is. */
export const useClock = (minutesEastOfUTC: number) => {
  minutesEast = minutesEastOfUTC;
};

/** `07:05` by the city's clock. */
export const timeOfDay = (at: number) =>
  new Date(at + minutesEast * 60_000).toISOString().slice(11, 16);
