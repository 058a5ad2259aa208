<?php
/**
 * The site's settings. A constant in wp-config.php takes precedence over the settings page, which then cannot change it.
 *
 * @package points-widget
 */

defined( 'ABSPATH' ) || exit;

const POINTS_WIDGET_OPTION = 'points_widget';

/**
 * The settings by key, each with its constant, its label and its help text.
 */
function points_widget_settings() {
	return array(
		'api_base' => array(
			'constant' => 'POINTS_WIDGET_API_BASE',
			'label'    => __( 'Base URL of the relay', 'points-widget' ),
			'help'     => __( 'To which /accumulate and /history-point are appended, for example https://brand.example/points', 'points-widget' ),
		),
		'script'   => array(
			'constant' => 'POINTS_WIDGET_SCRIPT',
			'label'    => __( 'URL of points-widget.js', 'points-widget' ),
			'help'     => __( 'On your CDN. If empty, the copy in the folder dist of this plugin is used.', 'points-widget' ),
		),
	);
}

/**
 * The value of one setting; '' if it is not set.
 */
function points_widget_option( $key ) {
	$settings = points_widget_settings();
	if ( defined( $settings[ $key ]['constant'] ) ) {
		return (string) constant( $settings[ $key ]['constant'] );
	}
	$saved = get_option( POINTS_WIDGET_OPTION, array() );
	return is_array( $saved ) && isset( $saved[ $key ] ) && is_string( $saved[ $key ] ) ? $saved[ $key ] : '';
}
