<?php
/**
 * The settings page: Settings → Points Widget.
 *
 * @package points-widget
 */

defined( 'ABSPATH' ) || exit;

/**
 * Registers one option for all settings, and a field for each.
 */
function points_widget_register_settings() {
	register_setting(
		'points_widget',
		POINTS_WIDGET_OPTION,
		array(
			'type'              => 'array',
			'default'           => array(),
			'sanitize_callback' => 'points_widget_clean',
		)
	);
	add_settings_section( 'points_widget', '', '__return_empty_string', 'points_widget' );
	foreach ( points_widget_settings() as $key => $setting ) {
		add_settings_field(
			'points_widget_' . $key,
			$setting['label'],
			'points_widget_field',
			'points_widget',
			'points_widget',
			array(
				'key'       => $key,
				'label_for' => 'points_widget_' . $key,
			)
		);
	}
}

/**
 * Sanitizes the option: known settings only, and only URLs with https or http.
 */
function points_widget_clean( $input ) {
	$clean = array();
	foreach ( array_keys( points_widget_settings() ) as $key ) {
		$value         = is_array( $input ) && isset( $input[ $key ] ) && is_string( $input[ $key ] ) ? $input[ $key ] : '';
		$clean[ $key ] = esc_url_raw( trim( $value ), array( 'https', 'http' ) );
	}
	return $clean;
}

/**
 * Adds the page to the menu Settings.
 */
function points_widget_add_settings_page() {
	$title = __( 'Points Widget', 'points-widget' );
	add_options_page( $title, $title, 'manage_options', 'points-widget', 'points_widget_settings_page' );
}

/**
 * Prints one field. A setting fixed by a constant is shown, but cannot be changed.
 */
function points_widget_field( $arguments ) {
	$key     = $arguments['key'];
	$setting = points_widget_settings()[ $key ];
	printf(
		'<input type="text" inputmode="url" class="regular-text" id="%1$s" name="%2$s" value="%3$s"%4$s><p class="description">%5$s</p>',
		esc_attr( $arguments['label_for'] ),
		esc_attr( POINTS_WIDGET_OPTION . '[' . $key . ']' ),
		esc_attr( points_widget_option( $key ) ),
		defined( $setting['constant'] ) ? ' disabled' : '',
		esc_html( $setting['help'] )
	);
}

/**
 * Prints the page.
 */
function points_widget_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>' . esc_html__( 'Points Widget', 'points-widget' ) . '</h1>';
	if ( '' === points_widget_script_address() ) {
		echo '<div class="notice notice-warning"><p>' . esc_html__( 'There is no script: set its URL, or put the folder dist into the plugin.', 'points-widget' ) . '</p></div>';
	}
	echo '<form action="options.php" method="post">';
	settings_fields( 'points_widget' );
	do_settings_sections( 'points_widget' );
	submit_button();
	echo '</form></div>';
}
