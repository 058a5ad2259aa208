<?php
/**
 * What the site has set: a constant in wp-config.php comes before the settings page, and is not editable there.
 *
 * @package points-widget
 */

defined( 'ABSPATH' ) || exit;

const POINTS_WIDGET_OPTION = 'points_widget';

/**
 * The settings: a constant's name and a label by the option's key.
 */
function points_widget_settings() {
	return array(
		'api_base' => array(
			'constant' => 'POINTS_WIDGET_API_BASE',
			'label'    => __( 'Where the relay answers', 'points-widget' ),
			'help'     => __( 'The prefix of /accumulate and /history-point, say https://brand.example/points', 'points-widget' ),
		),
		'script'   => array(
			'constant' => 'POINTS_WIDGET_SCRIPT',
			'label'    => __( 'Address of points-widget.js', 'points-widget' ),
			'help'     => __( 'On your CDN. Left empty, the copy in the folder dist of this plugin is used.', 'points-widget' ),
		),
	);
}

/**
 * One setting, or '' where there is none.
 */
function points_widget_option( $key ) {
	$settings = points_widget_settings();
	if ( defined( $settings[ $key ]['constant'] ) ) {
		return (string) constant( $settings[ $key ]['constant'] );
	}
	$saved = get_option( POINTS_WIDGET_OPTION, array() );
	return is_array( $saved ) && isset( $saved[ $key ] ) && is_string( $saved[ $key ] ) ? $saved[ $key ] : '';
}
