<?php
/**
 * The widget's script: finds its URL, and enqueues it as a module, once a page.
 *
 * @package points-widget
 */

defined( 'ABSPATH' ) || exit;

/**
 * The loader's URL: the configured one, or that of the copy in dist/; '' if there is neither.
 */
function points_widget_script_address() {
	$address = points_widget_option( 'script' );
	if ( '' !== $address ) {
		return $address;
	}
	$copy = 'dist/points-widget.js';
	return is_readable( plugin_dir_path( POINTS_WIDGET_FILE ) . $copy ) ? plugins_url( $copy, POINTS_WIDGET_FILE ) : '';
}

/**
 * Enqueues the script, without a version in the URL: the loader keeps its name, and the CDN's cache headers apply.
 */
function points_widget_enqueue() {
	$address = points_widget_script_address();
	if ( '' === $address ) {
		return;
	}
	if ( function_exists( 'wp_enqueue_script_module' ) ) {
		wp_enqueue_script_module( 'points-widget', $address, array(), null );
	} else {
		wp_enqueue_script( 'points-widget', $address, array(), null, true );
	}
}

/**
 * Before WordPress 6.5, adds type="module" to the script's tag.
 */
function points_widget_module_tag( $tag, $handle, $src ) {
	if ( 'points-widget' !== $handle ) {
		return $tag;
	}
	return wp_get_script_tag(
		array(
			'type' => 'module',
			'src'  => $src,
			'id'   => 'points-widget-js',
		)
	);
}
