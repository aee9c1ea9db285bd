/** How both engines write results as JSON: 64-bit integers and decimals as numbers, no value for NaN and infinity. */
export const readSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 0,
  output_format_json_quote_denormals: 0,
  output_format_json_escape_forward_slashes: 0,
} as const;
