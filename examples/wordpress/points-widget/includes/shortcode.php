<?php
/**
 * The shortcode: [points_widget api_base="…" view="redeem"]The fallback.[/points_widget]
 *
 * @package points-widget
 */

defined( 'ABSPATH' ) || exit;

/** The element's attributes with _ in place of -, which shortcodes do not allow in names. The URLs are listed separately. */
const POINTS_WIDGET_TEXTS = array(
	'lang',
	'view',
	'code',
	'name',
	'phone',
	'email',
	'code_param',
	'code_in_url',
	'code_pattern',
	'formats',
	'require',
	'country',
	'theme',
	'time_zone',
	'consent_version',
	'remember',
	'messages',
);
const POINTS_WIDGET_ADDRESSES = array( 'api_base', 'consent_href' );

/**
 * The element as HTML. Attribute values are escaped; unknown names are dropped.
 */
function points_widget_shortcode( $attributes, $content = '' ) {
	$known      = array_fill_keys( array_merge( POINTS_WIDGET_ADDRESSES, POINTS_WIDGET_TEXTS ), '' );
	$defaults   = array_merge( $known, array( 'api_base' => points_widget_option( 'api_base' ) ) );
	$attributes = shortcode_atts( $defaults, is_array( $attributes ) ? $attributes : array(), 'points_widget' );

	points_widget_enqueue();

	$html = '<points-widget';
	foreach ( $attributes as $name => $value ) {
		$value = in_array( $name, POINTS_WIDGET_ADDRESSES, true ) ? esc_url( (string) $value ) : esc_attr( (string) $value );
		if ( '' !== $value ) {
			$html .= ' ' . str_replace( '_', '-', $name ) . '="' . $value . '"';
		}
	}
	$fallback = trim( (string) $content );
	if ( '' === $fallback ) {
		$fallback = '<p>' . esc_html__( 'Collect your points here. If no form appears, tap here or reload the page.', 'points-widget' ) . '</p>';
	}
	return $html . '>' . wp_kses_post( $fallback ) . '</points-widget>';
}
